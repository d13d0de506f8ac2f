import { Button, Stack } from '@mantine/core';
import { IconKey, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import type { Person } from '@/api/types';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { SecretOnce } from '@/ui/SecretOnce';
import { showToast } from '@/ui/toastStore';
import classes from './People.module.css';
import { texts } from './texts';
import { usePersonVerb } from './usePersonVerb';

/** How a person's way in stands, and how to mend it. */
export function PersonAccess({ person }: { person: Person }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const path = { params: { path: { person_id: person.id } } };
  const [asking, setAsking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const unlock = usePersonVerb({
    run: () => answer(api.POST('/api/v1/people/{person_id}/unlock', path)),
    done: t.unlocked,
  });
  const reset = usePersonVerb({
    run: async () => {
      const { initial_password } = await answer(api.POST('/api/v1/people/{person_id}/reset-password', path));
      if (initial_password === null) showToast(t.secretGone, { tone: 'attention' });
      setSecret(initial_password);
    },
    onDone: () => setAsking(false),
  });
  const locked = person.locked_until;
  const words =
    person.state === 'disabled'
      ? t.signInDisabled
      : locked
        ? t.signInLocked(showInstant(locked, language))
        : person.must_change_password
          ? t.signInFirst
          : t.signInReady;

  return (
    <Card title={t.signIn} tone={person.state === 'active' && locked ? 'danger' : 'plain'}>
      <Stack gap="md">
        <dl className={classes.facts}>
          <div>
            <dt>{t.signInState}</dt>
            <dd>{words}</dd>
          </div>
          <div>
            <dt>{t.lastSignIn}</dt>
            <dd>{person.last_signed_in_at ? <Instant at={person.last_signed_in_at} /> : t.never}</dd>
          </div>
        </dl>
        <FormProblem problem={unlock.problem} />
        {locked && person.can.unlock && (
          <Button leftSection={<IconLockOpen size={20} />} loading={unlock.isPending} onClick={() => unlock.mutate()}>
            {t.unlock}
          </Button>
        )}
        {person.can.reset_password && (
          <Button variant="default" leftSection={<IconKey size={20} />} onClick={() => setAsking(true)}>
            {t.reset}
          </Button>
        )}
      </Stack>
      <ConfirmDialog
        opened={asking}
        title={t.resetTitle}
        confirm={t.resetConfirm}
        pending={reset.isPending}
        problem={reset.problem}
        onConfirm={() => reset.mutate()}
        onCancel={() => setAsking(false)}
      >
        <p className="mks-note">{t.resetLead(person.name)}</p>
      </ConfirmDialog>
      <SecretOnce secret={secret} owner={person.name} onDone={() => setSecret(null)} />
    </Card>
  );
}
