import { createRoute } from '@tanstack/react-router';
import { shell } from './frame';
import { lazyPage } from './lazyPage';
import * as search from './search';

const incidents = createRoute({
  getParentRoute: () => shell,
  path: '/incidents',
  validateSearch: search.incidents,
  component: lazyPage(() => import('@/features/incidents/IncidentsPage'), 'IncidentsPage'),
});

const incidentReport = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/report',
  component: lazyPage(() => import('@/features/incidents/report/ReportPage'), 'ReportPage'),
});

const incidentBoard = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/board',
  validateSearch: search.board,
  component: lazyPage(() => import('@/features/incidents/board/BoardPage'), 'BoardPage'),
});

const incident = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$code',
  component: lazyPage(() => import('@/features/incidents/page/IncidentPage'), 'IncidentPage'),
});

const incidentEditor = createRoute({
  getParentRoute: () => shell,
  path: '/incidents/$code/edit',
  component: lazyPage(() => import('@/features/incidents/edit/EditPage'), 'EditPage'),
});

const publicRecords = createRoute({
  getParentRoute: () => shell,
  path: '/public-records',
  validateSearch: search.publicRecords,
  component: lazyPage(() => import('@/features/incidents/public/PublicRecordsPage'), 'PublicRecordsPage'),
});

const publicRecord = createRoute({
  getParentRoute: () => shell,
  path: '/public-records/$id',
  component: lazyPage(() => import('@/features/incidents/public/PublicRecordPage'), 'PublicRecordPage'),
});

/** The pages of accidents, near misses and public records. */
export const incidentRoutes = [
  incidents,
  incidentReport,
  incidentBoard,
  incident,
  incidentEditor,
  publicRecords,
  publicRecord,
] as const;
