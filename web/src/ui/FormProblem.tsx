import { IconAlertTriangle } from '@tabler/icons-react';
import type { Problem } from '@/api/problem';
import classes from './FormProblem.module.css';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

interface FormProblemProps {
  problem: Problem | null;
  /** Messages that belong to no field. */
  more?: string[];
}

/** What the server says about a form as a whole. Read out when it appears. */
export function FormProblem({ problem, more = [] }: FormProblemProps) {
  const t = useTexts(texts);
  return (
    <div role="alert" aria-live="assertive">
      {problem && (
        <div className={classes.problem}>
          <IconAlertTriangle size={24} aria-hidden />
          <div>
            <strong>{problem.title}</strong>
            <div>{problem.detail}</div>
            {[...new Set(more)]
              .filter((message) => message !== problem.detail)
              .map((message) => (
                <div key={message}>{message}</div>
              ))}
            {problem.requestId && problem.status >= 500 && (
              <div className={classes.code}>
                {t.contactCode} <code>{problem.requestId}</code>
              </div>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
