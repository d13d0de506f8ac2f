import { queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Route = Schemas['RouteView'];
export type RuleRow = Schemas['RuleView'];
export type Choices = Schemas['StageChoices'];
export type WhoKind = Schemas['WhoView']['kind'];
export type Importance = Schemas['RuleView']['importances'][number];

export const IMPORTANCES = ['critical', 'high', 'medium', 'low'] as const;
/** The kinds of documents that begin as drafts. */
export const KINDS = ['knowledge', 'sop', 'regulation'] as const;
/** What passes a route only where a rule names it. */
export const SUBJECTS = ['incident_close', 'action_verify'] as const;

export const routesQuery = queryOptions({
  queryKey: ['approvals', 'routes'],
  queryFn: () => answer(api.GET('/api/v1/approval-routes')),
});

export const choicesQuery = queryOptions({
  queryKey: ['approvals', 'choices'],
  queryFn: () => answer(api.GET('/api/v1/approval-routes/choices')),
});

export const rulesQuery = queryOptions({
  queryKey: ['approvals', 'rules'],
  queryFn: () => answer(api.GET('/api/v1/approval-rules')),
});
