import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';

export type Calendar = components['schemas']['CalendarView'];
export type CalendarDay = Calendar['days'][number];

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: ['calendar', year],
    queryFn: () => answer(api.GET('/api/v1/calendar', { params: { query: { year } } })),
    placeholderData: keepPreviousData,
  });

export const setDay = (day: CalendarDay) => answer(api.PUT('/api/v1/calendar/days', { body: day }));

export const removeDay = (day: CalendarDay) =>
  answer(api.DELETE('/api/v1/calendar/days', { params: { query: { on: day.on } } }));
