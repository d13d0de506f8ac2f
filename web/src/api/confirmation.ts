import { createStore } from '@/lib/store';

/** What the server answers when somebody has to prove once more to be who they are. */
const NEEDED = 'auth.confirmation_required';

/** Set while the password is being asked for; called with whether it was right. */
export const asking = createStore<((confirmed: boolean) => void) | null>(null);
let pending: Promise<boolean> | null = null;

/** Whether the answer asks for the password; the answer itself stays readable. */
export async function needsConfirmation(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body = (await response
    .clone()
    .json()
    .catch(() => null)) as { code?: unknown } | null;
  return body?.code === NEEDED;
}

/** Asks the person for the password, once for all requests that wait for it; false when they would rather not. */
export function confirmPerson(): Promise<boolean> {
  pending ??= new Promise<boolean>((resolve) => {
    asking.set((confirmed) => {
      asking.set(null);
      pending = null;
      resolve(confirmed);
    });
  });
  return pending;
}
