import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazyPage';
import { shell } from './frame';
import * as search from './search';

// What belongs together comes together: the list and the board.
const pages = () => import('@/features/documents/distribution/DistributionsPage');

const distributions = createRoute({
  getParentRoute: () => shell,
  path: '/distributions',
  validateSearch: search.distributions,
  staticData: { right: 'distribution.send' },
  component: lazyPage(pages, 'DistributionsPage'),
});

const distribution = createRoute({
  getParentRoute: () => shell,
  path: '/distributions/$id',
  validateSearch: search.distribution,
  staticData: { right: 'distribution.send' },
  component: lazyPage(pages, 'DistributionPage'),
});

const meeting = createRoute({
  getParentRoute: () => shell,
  path: '/distributions/$id/meeting',
  validateSearch: search.meeting,
  component: lazyPage(() => import('@/features/documents/distribution/meeting/MeetingPage'), 'MeetingPage'),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: '/distribution-settings',
  staticData: { right: 'distribution.send' },
  component: lazyPage(() => import('@/features/documents/distribution/settings/SettingsPage'), 'SettingsPage'),
});

const mustRead = createRoute({
  getParentRoute: () => shell,
  path: '/must-read',
  validateSearch: search.mustRead,
  component: lazyPage(() => import('@/features/documents/distribution/MustReadPage'), 'MustReadPage'),
});

/** What was sent, how it stands, morning meetings, and what one is asked to read. */
export const distributionRoutes = [distributions, distribution, meeting, settings, mustRead] as const;
