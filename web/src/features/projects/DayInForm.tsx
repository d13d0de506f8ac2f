import { Input, Skeleton } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';

// The calendar is large and is fetched when a form with days is opened.
const DayField = lazy(async () => ({ default: (await import('@/ui/DayField')).DayField }));

interface DayInFormProps {
  label: string;
  hint?: string;
  /** 2026-11-23, or empty. */
  value: string;
  onChange: (day: string) => void;
  error?: ReactNode;
}

/** A day of a form, with what is wrong with it under it. */
export function DayInForm({ label, hint, value, onChange, error }: DayInFormProps) {
  return (
    <div>
      <Suspense fallback={<Skeleton height={68} radius="md" />}>
        <DayField label={label} value={value || null} onChange={(day) => onChange(day ?? '')} />
      </Suspense>
      {hint && !error && <p className="mks-note">{hint}</p>}
      <div role="alert">{error && <Input.Error mt={4}>{error}</Input.Error>}</div>
    </div>
  );
}
