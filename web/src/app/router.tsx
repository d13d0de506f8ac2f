import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { askForFirstPassword, askForNobody, askForSession } from './guards';
import { NotFoundPage } from './pages/NotFoundPage';
import { RouteErrorPage } from './pages/RouteErrorPage';
import { SessionWatch } from './SessionWatch';
import { LoadingPage } from './pages/LoadingPage';
import * as search from './search';

const root = createRootRoute({
  component: () => (
    <>
      <SessionWatch />
      <Outlet />
    </>
  ),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: search.signIn,
  beforeLoad: askForNobody,
  component: lazyRouteComponent(() => import('@/features/accounts/entrance/SignInPage'), 'SignInPage'),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  validateSearch: search.signIn,
  beforeLoad: askForFirstPassword,
  component: lazyRouteComponent(() => import('@/features/accounts/entrance/NewPasswordPage'), 'NewPasswordPage'),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: askForSession,
  component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'),
});

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyRouteComponent(() => import('@/features/home/HomePage'), 'HomePage'),
});

const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([signIn, newPassword, shell.addChildren([home, elsewhere])]),
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultErrorComponent: RouteErrorPage,
  defaultNotFoundComponent: NotFoundPage,
  defaultPendingComponent: LoadingPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
  interface StaticDataRouteOption {
    /** The right without which the page is not opened. */
    right?: string;
  }
}
