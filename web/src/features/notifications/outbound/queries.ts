import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

type Schemas = components['schemas'];

export type Outbound = Schemas['OutboundView'];
export type Channel = Outbound['channels'][number];
export type Group = Outbound['webhooks'][number];
export type Delivery = Schemas['DeliveryView'];
export type DeliveryCount = Schemas['DeliveryCount'];
export type SaveGroup = Schemas['SaveWebhook'];

export const CHANNELS = ['mail', 'teams', 'push'] as const;
export const STATES = ['waiting', 'claimed', 'sent', 'failed', 'held', 'withdrawn'] as const;
export type ChannelCode = (typeof CHANNELS)[number];
export type StateCode = (typeof STATES)[number];

export interface DeliveryFilter {
  channel?: ChannelCode;
  state?: StateCode;
  q?: string;
}

const FIRST = null as string | null;
const after = (cursor: string | null) => (cursor === null ? {} : { cursor });

export const deliveriesQuery = (filter: DeliveryFilter) =>
  infiniteQueryOptions({
    queryKey: ['outbound', 'deliveries', filter],
    queryFn: ({ pageParam }) =>
      answer(api.GET('/api/v1/deliveries', { params: { query: { ...filter, ...after(pageParam), limit: 30 } } })),
    initialPageParam: FIRST,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const outboundQuery = queryOptions({
  queryKey: ['outbound', 'settings'],
  queryFn: () => answer(api.GET('/api/v1/outbound')),
  refetchInterval: 10_000,
});

export const trayQuery = infiniteQueryOptions({
  queryKey: ['outbound', 'tray'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/mail-tray', { params: { query: { ...after(pageParam), limit: 20 } } })),
  initialPageParam: FIRST,
  getNextPageParam: (page) => page.next_cursor,
});
