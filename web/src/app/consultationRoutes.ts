import { createRoute } from '@tanstack/react-router';
import { lazyPage } from './lazyPage';
import { shell } from './frame';
import * as search from './search';

const consultations = createRoute({
  getParentRoute: () => shell,
  path: '/consultations',
  validateSearch: search.consultations,
  component: lazyPage(() => import('@/features/documents/consultations/ConsultationsPage'), 'ConsultationsPage'),
});

const newConsultation = createRoute({
  getParentRoute: () => shell,
  path: '/consultations/new',
  staticData: { right: 'consultation.ask' },
  validateSearch: search.newConsultation,
  component: lazyPage(() => import('@/features/documents/consultations/ask/AskPage'), 'AskPage'),
});

const consultation = createRoute({
  getParentRoute: () => shell,
  path: '/consultations/$code',
  component: lazyPage(() => import('@/features/documents/consultations/ConsultationPage'), 'ConsultationPage'),
});

const experts = createRoute({
  getParentRoute: () => shell,
  path: '/experts',
  validateSearch: search.experts,
  component: lazyPage(() => import('@/features/documents/consultations/experts/ExpertsPage'), 'ExpertsPage'),
});

const expert = createRoute({
  getParentRoute: () => shell,
  path: '/experts/$id',
  component: lazyPage(() => import('@/features/documents/consultations/experts/ExpertPage'), 'ExpertPage'),
});

const calendar = createRoute({
  getParentRoute: () => shell,
  path: '/calendar',
  validateSearch: search.calendar,
  staticData: { right: 'master.manage' },
  component: lazyPage(() => import('@/features/accounts/calendar/CalendarPage'), 'CalendarPage'),
});

/** Consultations, experts, and the company's calendar by which their time is counted. */
export const consultationRoutes = [consultations, newConsultation, consultation, experts, expert, calendar] as const;
