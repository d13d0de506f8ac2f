import { redirect } from '@tanstack/react-router';
import { meQuery } from '@/api/me';
import { queryClient } from '@/api/queryClient';
import { ensureSession, session } from '@/api/session';

/** A way inside this application, or home: an address from outside is never followed. */
export function insideOnly(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}

/** Lets those in who are signed in and have replaced their initial password. */
export async function askForSession({ location }: { location: { href: string } }): Promise<void> {
  if (!(await ensureSession())) {
    const now = session.get();
    const ended = now.status === 'out' && now.reason === 'ended';
    redirect({
      throw: true,
      to: '/sign-in',
      search: {
        ...(location.href === '/' ? {} : { next: location.href }),
        ...(ended ? { why: 'ended' as const } : {}),
      },
    });
  }
  await queryClient.ensureQueryData(meQuery);
  const now = session.get();
  if (now.status === 'in' && now.next === 'change_password') {
    redirect({ to: '/new-password', search: { next: location.href }, throw: true });
  }
}

/** The sign-in page is for those who are not signed in yet. */
export async function askForNobody({ search }: { search: { next?: string | undefined } }): Promise<void> {
  // Without an answer from the server the form is shown; sending it will say what is wrong.
  const known = await ensureSession().catch(() => false);
  if (known) redirect({ href: insideOnly(search.next), throw: true });
}

/** The page for the first password is for those who still have to choose one. */
export async function askForFirstPassword({ search }: { search: { next?: string | undefined } }): Promise<void> {
  if (!(await ensureSession())) redirect({ to: '/sign-in', throw: true });
  await queryClient.ensureQueryData(meQuery);
  const now = session.get();
  if (now.status === 'in' && now.next !== 'change_password') redirect({ href: insideOnly(search.next), throw: true });
}
