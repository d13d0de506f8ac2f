import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import type { SessionView } from '@/api/types';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Pill } from '@/ui/Pill';
import { showToast } from '@/ui/toastStore';
import { sessionsQuery } from '../queries';
import classes from './Account.module.css';
import { texts } from './texts';

/** Where one is signed in, and how to end what one does not know. */
export function Sessions() {
  const t = useTexts(texts);
  const client = useQueryClient();
  const query = useQuery(sessionsQuery);
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({
    mutationFn: (id: string) =>
      answer(api.DELETE('/api/v1/auth/sessions/{session_id}', { params: { path: { session_id: id } } })),
    onSuccess: () => showToast(t.ended),
    onSettled: refresh,
  });
  const endOthers = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/auth/sessions/end-others')),
    onSuccess: ({ ended }) => {
      showToast(t.endedOthers(ended));
      setAsking(false);
    },
    onSettled: refresh,
  });
  return (
    <Card title={t.sessions}>
      <p className="mks-note">{t.sessionsLead}</p>
      <FormProblem problem={end.error && asProblem(end.error)} />
      <Loaded query={query} lines={2}>
        {({ items }) => (
          <>
            <ul className={classes.devices}>
              {items.map((item) => (
                <Device key={item.id} item={item} pending={end.isPending} onEnd={() => end.mutate(item.id)} />
              ))}
            </ul>
            {items.some((item) => !item.is_current) && (
              <Button variant="outline" color="red" onClick={() => setAsking(true)}>
                {t.endOthers}
              </Button>
            )}
          </>
        )}
      </Loaded>
      <ConfirmDialog
        opened={asking}
        title={t.endOthersTitle}
        confirm={t.endOthersConfirm}
        danger
        pending={endOthers.isPending}
        problem={endOthers.error && asProblem(endOthers.error)}
        onConfirm={() => endOthers.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p className="mks-note">{t.endOthersLead}</p>
      </ConfirmDialog>
    </Card>
  );
}

function Device({ item, pending, onEnd }: { item: SessionView; pending: boolean; onEnd: () => void }) {
  const t = useTexts(texts);
  return (
    <li className={classes.device}>
      <div>
        <strong>{item.device}</strong>
        {item.is_current && <Pill tone="good">{t.thisDevice}</Pill>}
        <div className={classes.times}>
          <span>
            {t.lastSeenAt} <Instant at={item.last_seen_at} />
          </span>
          <span>
            {t.signedInAt} <Instant at={item.signed_in_at} />
          </span>
          {item.address && (
            <span>
              {t.address} {item.address}
            </span>
          )}
        </div>
      </div>
      {!item.is_current && (
        <Button variant="default" aria-label={t.endOf(item.device)} disabled={pending} onClick={onEnd}>
          {t.end}
        </Button>
      )}
    </li>
  );
}
