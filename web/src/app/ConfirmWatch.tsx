import { lazy, Suspense } from 'react';
import { asking } from '@/api/confirmation';
import { useStore } from '@/lib/store';

// Fetched when somebody is asked.
const ConfirmPerson = lazy(async () => ({ default: (await import('./ConfirmPerson')).ConfirmPerson }));

/** Asks for the password wherever a request waits for it. */
export function ConfirmWatch() {
  const done = useStore(asking);
  if (done === null) return null;
  return (
    <Suspense>
      <ConfirmPerson onDone={done} />
    </Suspense>
  );
}
