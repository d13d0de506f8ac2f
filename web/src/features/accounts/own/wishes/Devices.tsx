import { Button } from '@mantine/core';
import { IconDeviceMobile, IconX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { showToast } from '@/ui/toastStore';
import { addThisDevice, canPush } from './push';
import classes from './Wishes.module.css';
import type { WishesView } from './Wishes';
import { texts } from './texts';

/** The devices that show notices while no page is open. */
export function Devices({ wishes }: { wishes: WishesView }) {
  const t = useTexts(texts);
  const [denied, setDenied] = useState(false);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['wishes'] });
  const add = useMutation({
    mutationFn: () => addThisDevice(wishes.push_key),
    onSuccess: (result) => {
      setDenied(result === 'denied');
      if (result === 'added') showToast(t.added);
    },
    onSettled: refresh,
  });
  const remove = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/notice-wishes/devices/{device_id}', { params: { path: { device_id: id } } })),
    onSuccess: () => showToast(t.removed),
    onSettled: refresh,
  });
  const failed = add.error ?? remove.error;
  const usable = canPush() && wishes.push_key !== '';
  return (
    <Card title={t.devices}>
      <p className="mks-note">{t.devicesNote}</p>
      <FormProblem problem={failed && asProblem(failed)} />
      {denied && <p role="alert">{t.denied}</p>}
      {wishes.devices.length === 0 ? (
        <p>{t.noDevices}</p>
      ) : (
        <ul className={classes.devices}>
          {wishes.devices.map((device) => (
            <li key={device.id} className={classes.device}>
              <span>
                <strong>{device.name}</strong>{' '}
                <span className="mks-note">
                  {t.since} <Instant at={device.created_at} />
                </span>
              </span>
              <Button
                variant="default"
                leftSection={<IconX size={18} />}
                aria-label={t.removeOf(device.name)}
                loading={remove.isPending && remove.variables === device.id}
                onClick={() => remove.mutate(device.id)}
              >
                {t.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {usable ? (
        <Button
          variant="default"
          leftSection={<IconDeviceMobile size={20} />}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t.addThis}
        </Button>
      ) : (
        <p className="mks-note">{t.cannot}</p>
      )}
    </Card>
  );
}
