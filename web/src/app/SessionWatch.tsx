import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { queryClient } from '@/api/queryClient';
import { session } from '@/api/session';
import { dropAllDrafts } from '@/lib/drafts';
import { useStore } from '@/lib/store';
import { insideOnly } from './guards';

/** Follows the session wherever it changes: here, in another tab, or on the server. */
export function SessionWatch() {
  const state = useStore(session);
  const navigate = useNavigate();
  const { pathname, href, search } = useRouterState({ select: (router) => router.location });
  const outside = pathname === '/sign-in';
  const choosing = pathname === '/new-password';

  useEffect(() => {
    if (state.status === 'out' && !outside && state.reason !== 'never') {
      const left = state.reason === 'left';
      if (left) dropAllDrafts();
      void navigate({
        to: '/sign-in',
        search: { why: state.reason === 'left' ? 'left' : 'ended', ...(left || href === '/' ? {} : { next: href }) },
      }).then(() => queryClient.clear());
    }
    if (state.status === 'in' && state.next === 'change_password' && !choosing) {
      void navigate({ to: '/new-password', search: search.next ? { next: search.next } : {} });
    }
    if (state.status === 'in' && state.next === 'done' && (outside || choosing)) {
      void navigate({ href: insideOnly(search.next) });
    }
  }, [state, outside, choosing, href, search.next, navigate]);

  return null;
}
