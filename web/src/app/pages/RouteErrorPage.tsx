import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useEffect } from 'react';
import { asProblem, Problem } from '@/api/problem';
import { reportError } from '@/lib/logger';
import { useTexts } from '@/lib/texts';
import { ProblemMessage } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { RELEASE } from '../release';
import { texts } from '../texts';
import classes from './pages.module.css';

/** A page that failed: in words, with the code for the administrator, and a way on. */
export function RouteErrorPage({ error }: ErrorComponentProps) {
  const t = useTexts(texts);
  const router = useRouter();
  useEffect(() => {
    // What the server refused it has logged itself.
    if (!(error instanceof Problem)) reportError('render', error, RELEASE);
  }, [error]);
  return (
    <main className={classes.whole}>
      <DocumentTitle title={t.errorTitle} />
      <ProblemMessage
        level={1}
        problem={asProblem(error)}
        // After a new release the old parts of the page are gone from the server: only a real reload helps.
        onRetry={() => (error instanceof Problem ? void router.invalidate() : location.reload())}
        next={
          <Button variant="default" component="a" href="/">
            {t.toHome}
          </Button>
        }
      />
    </main>
  );
}
