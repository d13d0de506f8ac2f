import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { askForSession } from './guards';
import { lazyPage } from './lazyPage';
import { WholeErrorPage } from './pages/RouteErrorPage';
import { SessionWatch } from './SessionWatch';

export const root = createRootRoute({
  errorComponent: WholeErrorPage,
  component: () => (
    <>
      <SessionWatch />
      <Outlet />
    </>
  ),
});

/** The frame of every page for people who are signed in. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: askForSession,
  errorComponent: WholeErrorPage,
  component: lazyPage(() => import('./shell/Shell'), 'Shell'),
});
