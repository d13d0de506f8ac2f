import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { sitesQuery } from './api';

export interface Site {
  value: string;
  label: string;
}

interface SiteSelectProps {
  label: string;
  placeholder?: string;
  chosen: Site | null;
  onChoose: (site: Site | null) => void;
  required?: boolean;
  error?: ReactNode;
}

/** One of the sites the person may know of, by part of its name. */
export function SiteSelect({ label, placeholder, chosen, onChoose, required = false, error }: SiteSelectProps) {
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const { data } = useQuery(sitesQuery(looked === chosen?.label ? '' : looked));
  const found = (data?.items ?? []).map(({ id, code, name }) => ({ value: id, label: `${name}(${code})` }));
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={label}
      placeholder={placeholder ?? ''}
      searchable
      clearable
      required={required}
      withAsterisk={required}
      data={choices}
      filter={({ options }) => options}
      value={chosen?.value ?? null}
      onChange={(value) => onChoose(choices.find((choice) => choice.value === value) ?? null)}
      onSearchChange={setTyped}
      error={error}
    />
  );
}
