import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { ConfirmWatch } from './ConfirmWatch';
import { askForFirstPassword, askForNobody, askForSession } from './guards';
import { lazyPage } from './lazyPage';
import { WholeErrorPage } from './pages/RouteErrorPage';
import * as search from './search';
import { SessionWatch } from './SessionWatch';

/** What stands around every page: the way in, and the frame with the menu. */
export const root = createRootRoute({
  errorComponent: WholeErrorPage,
  component: () => (
    <>
      <SessionWatch />
      <ConfirmWatch />
      <Outlet />
    </>
  ),
});

export const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.signIn,
  beforeLoad: askForNobody,
  errorComponent: WholeErrorPage,
  component: lazyPage(() => import('@/features/accounts/entrance/SignInPage'), 'SignInPage'),
});

export const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  validateSearch: search.signIn,
  beforeLoad: askForFirstPassword,
  errorComponent: WholeErrorPage,
  component: lazyPage(() => import('@/features/accounts/entrance/NewPasswordPage'), 'NewPasswordPage'),
});

export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: askForSession,
  errorComponent: WholeErrorPage,
  component: lazyPage(() => import('./shell/Shell'), 'Shell'),
});
