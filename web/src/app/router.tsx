import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { approvalRoutes } from './approvalRoutes';
import { consultationRoutes } from './consultationRoutes';
import { newPassword, root, shell, signIn } from './frame';
import { distributionRoutes } from './distributionRoutes';
import { incidentRoutes } from './incidentRoutes';
import { lazyPage } from './lazyPage';
import type { PageRight } from './pages/ForbiddenPage';
import { NotFoundPage } from './pages/NotFoundPage';
import { RouteErrorPage } from './pages/RouteErrorPage';
import { LoadingPage } from './pages/LoadingPage';
import * as search from './search';

const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  component: lazyPage(() => import('@/features/home/HomePage'), 'HomePage'),
});

const menu = createRoute({
  getParentRoute: () => shell,
  path: '/menu',
  component: lazyPage(() => import('./pages/MenuPage'), 'MenuPage'),
});

const finding = createRoute({
  getParentRoute: () => shell,
  path: '/search',
  validateSearch: search.found,
  component: lazyPage(() => import('@/features/search/SearchPage'), 'SearchPage'),
});

const documents = createRoute({
  getParentRoute: () => shell,
  path: '/documents',
  validateSearch: search.documents,
  component: lazyPage(() => import('@/features/documents/list/DocumentsPage'), 'DocumentsPage'),
});

const document = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code',
  validateSearch: search.document,
  // What has a page of its own is opened there, under the address people share; its editions are read as documents.
  beforeLoad: ({ params: { code }, search: { edition } }) => {
    if (edition === undefined && /^qa-\d+$/i.test(code)) {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- the way of this router
      throw redirect({ to: '/consultations/$code', params: { code }, replace: true });
    }
  },
  component: lazyPage(() => import('@/features/documents/page/DocumentPage'), 'DocumentPage'),
});

const history = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code/history',
  component: lazyPage(() => import('@/features/documents/history/HistoryPage'), 'HistoryPage'),
});

const steps = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code/steps',
  component: lazyPage(() => import('@/features/documents/sop/StepsPage'), 'StepsPage'),
});

const checks = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code/checks',
  component: lazyPage(() => import('@/features/documents/sop/checks/ChecksPage'), 'ChecksPage'),
});

const comparison = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code/compare',
  validateSearch: search.comparison,
  component: lazyPage(() => import('@/features/documents/compare/ComparePage'), 'ComparePage'),
});

const newDocument = createRoute({
  getParentRoute: () => shell,
  path: '/documents/new',
  validateSearch: search.newDocument,
  component: lazyPage(() => import('@/features/documents/editor/NewDocumentPage'), 'NewDocumentPage'),
});

const editor = createRoute({
  getParentRoute: () => shell,
  path: '/d/$code/edit',
  component: lazyPage(() => import('@/features/documents/editor/EditorPage'), 'EditorPage'),
});

const drafts = createRoute({
  getParentRoute: () => shell,
  path: '/drafts',
  validateSearch: search.drafts,
  component: lazyPage(() => import('@/features/documents/drafts/DraftsPage'), 'DraftsPage'),
});

const bin = createRoute({
  getParentRoute: () => shell,
  path: '/bin',
  staticData: { right: 'document.bin' },
  component: lazyPage(() => import('@/features/documents/bin/BinPage'), 'BinPage'),
});

const notices = createRoute({
  getParentRoute: () => shell,
  path: '/notices',
  validateSearch: search.notices,
  component: lazyPage(() => import('@/features/notifications/NoticesPage'), 'NoticesPage'),
});

const account = createRoute({
  getParentRoute: () => shell,
  path: '/account',
  validateSearch: search.account,
  component: lazyPage(() => import('@/features/accounts/own/AccountPage'), 'AccountPage'),
});

const people = createRoute({
  getParentRoute: () => shell,
  path: '/people',
  validateSearch: search.people,
  staticData: { right: 'person.manage' },
  component: lazyPage(() => import('@/features/accounts/people/PeoplePage'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => shell,
  path: '/people/$id',
  staticData: { right: 'person.manage' },
  component: lazyPage(() => import('@/features/accounts/people/PersonPage'), 'PersonPage'),
});

const companies = createRoute({
  getParentRoute: () => shell,
  path: '/companies',
  validateSearch: search.companies,
  staticData: { right: 'person.manage' },
  component: lazyPage(() => import('@/features/accounts/companies/CompaniesPage'), 'CompaniesPage'),
});

const roles = createRoute({
  getParentRoute: () => shell,
  path: '/roles',
  validateSearch: search.roles,
  staticData: { right: 'person.manage' },
  component: lazyPage(() => import('@/features/accounts/roles/RolesPage'), 'RolesPage'),
});

const projects = createRoute({
  getParentRoute: () => shell,
  path: '/projects',
  validateSearch: search.projects,
  component: lazyPage(() => import('@/features/projects/ProjectsPage'), 'ProjectsPage'),
});

const project = createRoute({
  getParentRoute: () => shell,
  path: '/projects/$id',
  component: lazyPage(() => import('@/features/projects/ProjectPage'), 'ProjectPage'),
});

const categories = createRoute({
  getParentRoute: () => shell,
  path: '/categories',
  staticData: { right: 'master.manage' },
  component: lazyPage(() => import('@/features/documents/masters/CategoriesPage'), 'CategoriesPage'),
});

const laws = createRoute({
  getParentRoute: () => shell,
  path: '/laws',
  validateSearch: search.laws,
  component: lazyPage(() => import('@/features/regulations/LawsPage'), 'LawsPage'),
});

const workTypes = createRoute({
  getParentRoute: () => shell,
  path: '/work-types',
  staticData: { right: 'master.manage' },
  component: lazyPage(() => import('@/features/documents/masters/WorkTypesPage'), 'WorkTypesPage'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: search.audit,
  staticData: { right: 'audit.read' },
  component: lazyPage(() => import('@/features/audit/AuditPage'), 'AuditPage'),
});

const outbound = createRoute({
  getParentRoute: () => shell,
  path: '/outbound',
  validateSearch: search.outbound,
  staticData: { right: 'integration.manage' },
  component: lazyPage(() => import('@/features/notifications/outbound/OutboundPage'), 'OutboundPage'),
});

const operations = createRoute({
  getParentRoute: () => shell,
  path: '/operations',
  staticData: { right: 'operations.manage' },
  component: lazyPage(() => import('@/features/ops/OperationsPage'), 'OperationsPage'),
});

const elsewhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    newPassword,
    shell.addChildren([
      home,
      projects,
      project,
      ...incidentRoutes,
      finding,
      documents,
      document,
      ...approvalRoutes,
      ...consultationRoutes,
      ...distributionRoutes,
      history,
      steps,
      checks,
      comparison,
      newDocument,
      editor,
      drafts,
      bin,
      menu,
      notices,
      account,
      people,
      person,
      companies,
      roles,
      categories,
      workTypes,
      laws,
      audit,
      outbound,
      operations,
      elsewhere,
    ]),
  ]),
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
    right?: PageRight;
  }
}
