import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { showToast } from '@/ui/toastStore';
import type { Outbound } from './queries';
import { texts } from './texts';

type Asked = 'hold' | 'release' | 'drop';

/** The one switch for all that leaves the house. */
export function Hold({ hold }: { hold: Outbound['hold'] }) {
  const t = useTexts(texts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [why, setWhy] = useState('');
  const act = useMutation({
    mutationFn: async (verb: Asked): Promise<number | null> => {
      if (verb === 'hold') {
        await answer(api.POST('/api/v1/outbound/hold', { body: { why } }));
        return null;
      }
      const path = verb === 'release' ? '/api/v1/outbound/release' : '/api/v1/outbound/drop';
      return (await answer(api.POST(path))).count;
    },
    onSuccess: (count, verb) => {
      if (count !== null) showToast(verb === 'release' ? t.released(count) : t.dropped(count));
      setAsked(null);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbound'] }),
  });
  const close = () => {
    setAsked(null);
    act.reset();
  };
  const words = {
    hold: { title: t.holdTitle, lead: t.holdLead, confirm: t.holdNow },
    release: { title: t.releaseTitle, lead: t.releaseLead(hold.count), confirm: t.release },
    drop: { title: t.dropTitle, lead: t.dropLead(hold.count), confirm: t.drop },
  };
  const said = hold.by_setting ? t.heldBySetting : hold.held ? t.held : t.open;
  return (
    <Card title={t.hold} tone={hold.held ? 'attention' : 'plain'}>
      <p>{said}</p>
      {hold.held && !hold.by_setting && <p className="mks-note">{t.heldWhy(hold.by, hold.why)}</p>}
      {(hold.held || hold.count > 0) && <p>{t.heldCount(hold.count)}</p>}
      <Group gap="sm">
        {hold.held && !hold.by_setting && <Button onClick={() => setAsked('release')}>{t.release}</Button>}
        {hold.count > 0 && (
          <Button variant="default" onClick={() => setAsked('drop')}>
            {t.drop}
          </Button>
        )}
        {!hold.held && (
          <Button variant="default" onClick={() => setAsked('hold')}>
            {t.holdNow}
          </Button>
        )}
      </Group>
      {asked && (
        <ConfirmDialog
          opened
          title={words[asked].title}
          confirm={words[asked].confirm}
          danger={asked === 'drop'}
          pending={act.isPending}
          problem={act.error && asProblem(act.error)}
          onConfirm={() => act.mutate(asked)}
          onCancel={close}
        >
          <p>{words[asked].lead}</p>
          {asked === 'hold' && (
            <TextInput
              size="md"
              label={t.holdWhy}
              value={why}
              maxLength={300}
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
          )}
        </ConfirmDialog>
      )}
    </Card>
  );
}
