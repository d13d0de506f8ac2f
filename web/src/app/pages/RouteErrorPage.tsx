import { Button } from '@mantine/core';
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useWindowEvent } from '@mantine/hooks';
import { useEffect } from 'react';
import { asProblem, Problem } from '@/api/problem';
import { reportError } from '@/lib/logger';
import { useTexts } from '@/lib/texts';
import { ProblemMessage } from '@/ui/Message';
import { DocumentTitle } from '@/ui/Page';
import { serverAnswers } from '../lazyPage';
import { RELEASE } from '../release';
import { OfflineBanner } from '../shell/OfflineBanner';
import { texts } from '../texts';
import classes from './pages.module.css';

/** A page that failed: in words, with the code for the administrator, and a way on. Without a connection it comes by
 * itself when the signal does. */
export function RouteErrorPage({ error }: ErrorComponentProps) {
  const t = useTexts(texts);
  const router = useRouter();
  useEffect(() => {
    // What the server refused it has logged itself.
    if (!(error instanceof Problem)) reportError('render', error, RELEASE);
  }, [error]);
  const dark = error instanceof Problem && error.code === 'client.no_connection';
  // Some browsers remember that a part of the page could not be fetched: only a real reload helps then, and that needs
  // a server that answers, or the browser's own error page stands there.
  const again = async () => {
    if (await serverAnswers()) location.reload();
    else await router.invalidate();
  };
  useWindowEvent('online', () => {
    if (dark) void again();
  });
  return (
    <div className={classes.whole}>
      <DocumentTitle title={t.errorTitle} />
      <ProblemMessage
        level={1}
        problem={asProblem(error)}
        // After a new release the old parts of the page are gone from the server: only a real reload helps.
        onRetry={() => (error instanceof Problem && !dark ? void router.invalidate() : void again())}
        next={
          <Button variant="default" component="a" href="/">
            {t.toHome}
          </Button>
        }
      />
    </div>
  );
}

/** The same where nothing stands around the page, neither header nor menu. */
export function WholeErrorPage(props: ErrorComponentProps) {
  return (
    <main>
      <OfflineBanner />
      <RouteErrorPage {...props} />
    </main>
  );
}
