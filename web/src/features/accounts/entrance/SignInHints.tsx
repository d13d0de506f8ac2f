import { Button, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { SignInHint } from '@/api/types';
import { useTexts } from '@/lib/texts';
import classes from './SignInHints.module.css';
import { texts } from './texts';

/** The invented people of a development system; the server of a real one names none, and nothing is drawn. */
export function SignInHints({ onChoose }: { onChoose: (hint: SignInHint) => void }) {
  const t = useTexts(texts);
  const { data } = useQuery({
    queryKey: ['version'],
    queryFn: () => answer(api.GET('/api/v1/health/version')),
    staleTime: Infinity,
  });
  const hints = data?.sign_in_hints ?? [];
  if (hints.length === 0) return null;
  return (
    <section className={classes.hints}>
      <Title order={2} className={classes.title}>
        {t.hintsTitle}
      </Title>
      <p className="mks-note">{t.hintsLead}</p>
      <ul className={classes.list}>
        {hints.map((hint) => (
          <li key={hint.login_name}>
            <Button
              variant="default"
              fullWidth
              justify="flex-start"
              onClick={() => onChoose(hint)}
              className={classes.hint}
            >
              <span className={classes.name}>{hint.name}</span>
              <span className={classes.role}>{hint.role}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
