import { DateInput } from '@mantine/dates';
import '@mantine/dates/styles.layer.css';
import 'dayjs/locale/ja';
import { parseDay, showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

interface DayFieldProps {
  label: string;
  placeholder?: string;
  /** 2026-11-23, or null. */
  value: string | null;
  onChange: (day: string | null) => void;
}

/** A day, typed in the way people write it (also by era and in full width) or picked from a calendar. */
export function DayField({ label, placeholder, value, onChange }: DayFieldProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <DateInput
      label={label}
      placeholder={placeholder}
      clearable
      locale={language}
      valueFormat={(day) => showDay(startOfDay(day), language)}
      monthLabelFormat={t.monthFormat}
      dateParser={(typed) => parseDay(typed)}
      value={value === null ? null : parseDay(value)}
      onChange={onChange}
    />
  );
}
