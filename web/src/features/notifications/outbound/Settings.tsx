import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import { showToast } from '@/ui/toastStore';
import { Groups } from './Groups';
import { Hold } from './Hold';
import classes from './Outbound.module.css';
import { outboundQuery, type Channel, type ChannelCode } from './queries';
import { texts } from './texts';

/** Whether anything leaves, by which ways, and a test of each. */
export function Settings() {
  const query = useQuery(outboundQuery);
  return (
    <Loaded query={query} lines={8}>
      {(outbound) => (
        <>
          <Hold hold={outbound.hold} />
          <Ways channels={outbound.channels} />
          <Groups groups={outbound.webhooks} />
        </>
      )}
    </Loaded>
  );
}

/** Sends a test to oneself, or to a group. */
export function useTest() {
  const t = useTexts(texts);
  return useMutation({
    mutationFn: (body: { channel: ChannelCode; webhook_id?: string }) =>
      answer(api.POST('/api/v1/outbound/test', { body })),
    onSuccess: () => showToast(t.tested),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbound'] }),
  });
}

function Ways({ channels }: { channels: readonly Channel[] }) {
  const t = useTexts(texts);
  const test = useTest();
  return (
    <Card title={t.ways}>
      <FormProblem problem={test.error && asProblem(test.error)} />
      <ul className={classes.ways}>
        {channels.map((channel) => (
          <li key={channel.channel} className={classes.way}>
            <div>
              <strong>{t.channels[channel.channel as ChannelCode]}</strong> <State channel={channel} />
              <p className="mks-note">
                {t.goesTo}: {channel.goes_to}
              </p>
              <p className="mks-note">
                {t.waiting} {channel.waiting} ・ {t.lastOk} {channel.ok_at ? <Instant at={channel.ok_at} /> : t.never}
              </p>
              {channel.error && <p className={classes.error}>{channel.error}</p>}
            </div>
            {channel.channel !== 'teams' && (
              <Button
                variant="default"
                leftSection={<IconSend size={18} />}
                aria-label={t.testOf(t.channels[channel.channel as ChannelCode])}
                loading={test.isPending && test.variables.channel === channel.channel}
                onClick={() => test.mutate({ channel: channel.channel as ChannelCode })}
              >
                {t.test}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function State({ channel }: { channel: Channel }) {
  const t = useTexts(texts);
  if (!channel.configured) return <Pill tone="attention">{t.unset}</Pill>;
  return channel.works ? <Pill tone="good">{t.works}</Pill> : <Pill tone="danger">{t.broken}</Pill>;
}
