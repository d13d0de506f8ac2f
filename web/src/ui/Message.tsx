import { Button, Title } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import type { Problem } from '@/api/problem';
import type { ReactNode } from 'react';
import { CopyButton } from './Copy';
import classes from './Message.module.css';
import { texts } from './texts';

interface MessageProps {
  icon?: ReactNode;
  title: string;
  detail?: ReactNode;
  /** What to do next; there is always something. */
  next?: ReactNode;
  tone?: 'plain' | 'problem';
  /** Whole pages use 1, parts of a page 2. */
  level?: 1 | 2;
}

/** One calm statement in place of content: nothing here yet, not found, not possible. */
export function Message({ icon, title, detail, next, tone = 'plain', level = 2 }: MessageProps) {
  return (
    <div className={classes.message} data-tone={tone} role={tone === 'problem' ? 'alert' : undefined}>
      {icon && <span className={classes.icon}>{icon}</span>}
      <Title order={level} className={classes.title}>
        {title}
      </Title>
      {detail && <div className={classes.detail}>{detail}</div>}
      {next && <div className={classes.next}>{next}</div>}
    </div>
  );
}

interface ProblemMessageProps {
  problem: Problem;
  onRetry?: () => void;
  level?: 1 | 2;
  next?: ReactNode;
}

/** A refusal or failure in words, with the code to give to the administrator and a way to try again. */
export function ProblemMessage({ problem, onRetry, level = 2, next }: ProblemMessageProps) {
  const t = useTexts(texts);
  const forbidden = problem.status === 403;
  return (
    <Message
      level={level}
      tone="problem"
      title={forbidden ? t.forbiddenTitle : problem.title}
      detail={
        <>
          <p>{problem.detail || (forbidden ? t.forbiddenDetail : '')}</p>
          <ContactCode problem={problem} />
        </>
      }
      next={
        <>
          {onRetry && !forbidden && problem.status !== 404 && <Button onClick={onRetry}>{t.retry}</Button>}
          {next}
        </>
      }
    />
  );
}

export function ContactCode({ problem }: { problem: Problem }) {
  const t = useTexts(texts);
  if (!problem.requestId) return null;
  return (
    <div className={classes.code}>
      <span>{t.contactCode}</span>
      <code>{problem.requestId}</code>
      <CopyButton value={problem.requestId} size="compact-md" />
      <small>{t.contactHint}</small>
    </div>
  );
}
