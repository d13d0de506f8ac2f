import { Skeleton } from '@mantine/core';
import { lazy, Suspense } from 'react';

// The calendar is large and is fetched when a form with days is opened.
const DayField = lazy(async () => ({ default: (await import('@/ui/DayField')).DayField }));

interface LazyDayProps {
  label: string;
  /** 2026-11-23, or empty. */
  value: string;
  onChange: (day: string) => void;
}

export function LazyDay({ label, value, onChange }: LazyDayProps) {
  return (
    <Suspense fallback={<Skeleton height={68} radius="md" />}>
      <DayField label={label} value={value || null} onChange={(day) => onChange(day ?? '')} />
    </Suspense>
  );
}
