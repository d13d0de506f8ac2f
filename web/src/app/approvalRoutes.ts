import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazyPage';
import { shell } from './frame';
import * as search from './search';

// What belongs together comes together: the list, who stands in, the routes.
const pages = () => import('@/features/documents/approvals/ApprovalsPage');

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: search.approvals,
  component: lazyPage(pages, 'ApprovalsPage'),
});

const approval = createRoute({
  getParentRoute: () => shell,
  path: '/approvals/$id',
  component: lazyPage(() => import('@/features/documents/approvals/RequestPage'), 'RequestPage'),
});

const deputies = createRoute({
  getParentRoute: () => shell,
  path: '/deputies',
  component: lazyPage(pages, 'DeputiesPage'),
});

const routes = createRoute({
  getParentRoute: () => shell,
  path: '/approval-routes',
  staticData: { right: 'route.manage' },
  component: lazyPage(pages, 'RoutesPage'),
});

/** Requests, deputies, and the routes that administrators shape. */
export const approvalRoutes = [approvals, approval, deputies, routes] as const;
