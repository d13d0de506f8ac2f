import { Select, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTexts } from '@/lib/texts';
import { codesQuery } from '../api';
import { PICTURED } from '../icons';
import classes from '../Incidents.module.css';
import { texts } from './texts';

interface KindPickerProps {
  /** The code of the ministry's list; 0 for none yet. */
  value: number;
  onChange: (code: number) => void;
}

/** The types of accident as pictures for gloves; the rarer ones in a list. */
export function KindPicker({ value, onChange }: KindPickerProps) {
  const t = useTexts(texts);
  const { data } = useQuery(codesQuery);
  const names = new Map((data?.accident_types ?? []).map(({ code, name }) => [code, name]));
  const pictured = new Set(PICTURED.map(([code]) => code));
  const others = (data?.accident_types ?? []).filter(({ code }) => !pictured.has(code));
  return (
    <fieldset className={classes.question}>
      <legend>{t.kind}</legend>
      <div className={classes.pictures}>
        {PICTURED.map(([code, Picture]) => (
          <UnstyledButton
            key={code}
            className={classes.picture}
            aria-pressed={value === code}
            onClick={() => onChange(value === code ? 0 : code)}
          >
            <Picture size={36} aria-hidden />
            <span>{names.get(code) ?? ''}</span>
          </UnstyledButton>
        ))}
      </div>
      <Select
        mt="sm"
        label={t.kindMore}
        clearable
        data={others.map(({ code, name }) => ({ value: String(code), label: name }))}
        value={value !== 0 && !pictured.has(value) ? String(value) : null}
        onChange={(code) => onChange(code === null ? 0 : Number(code))}
      />
    </fieldset>
  );
}
