import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazyPage';
import { shell } from './frame';
import * as search from './search';

const approvalsPage = () => import('@/features/documents/approvals/ApprovalsPage');
const deputiesPage = () => import('@/features/documents/approvals/DeputiesPage');
const routesPage = () => import('@/features/documents/approvals/routes/RoutesPage');

const approvals = createRoute({
  getParentRoute: () => shell,
  path: '/approvals',
  validateSearch: search.approvals,
  component: lazyPage(approvalsPage, 'ApprovalsPage'),
});

const figures = createRoute({
  getParentRoute: () => shell,
  path: '/approvals/figures',
  staticData: { right: 'approval.decide' },
  validateSearch: search.approvalFigures,
  component: lazyPage(() => import('@/features/documents/approvals/FiguresPage'), 'FiguresPage'),
});

const approval = createRoute({
  getParentRoute: () => shell,
  path: '/approvals/$id',
  component: lazyPage(() => import('@/features/documents/approvals/RequestPage'), 'RequestPage'),
});

const deputies = createRoute({
  getParentRoute: () => shell,
  path: '/deputies',
  component: lazyPage(deputiesPage, 'DeputiesPage'),
});

const routes = createRoute({
  getParentRoute: () => shell,
  path: '/approval-routes',
  staticData: { right: 'route.manage' },
  component: lazyPage(routesPage, 'RoutesPage'),
});

/** Requests, deputies, and the routes that administrators shape. */
export const approvalRoutes = [approvals, figures, approval, deputies, routes] as const;
