import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { companyChoicesQuery, companyQuery } from '../queries';
import { texts } from './texts';

interface CompanySelectProps {
  label: string;
  placeholder: string;
  value: string | null;
  onChange: (id: string | null) => void;
  error?: ReactNode;
}

/** Chooses a company by typing part of its name. There may be thousands, so the server looks them up. */
export function CompanySelect({ label, placeholder, value, onChange, error }: CompanySelectProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const chosen = useQuery({ ...companyQuery(value ?? ''), enabled: value !== null });
  // The field shows the chosen company's name, which is not something to look for.
  const choices = useQuery(companyChoicesQuery(looked === chosen.data?.name ? '' : looked));
  const found = (choices.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const data =
    value === null || found.some((choice) => choice.value === value)
      ? found
      : [{ value, label: chosen.data?.name ?? '…' }, ...found];

  return (
    <Select
      label={label}
      placeholder={placeholder}
      clearable
      searchable
      data={data}
      // The server has chosen already, also by reading and code.
      filter={({ options }) => options}
      value={value}
      onChange={onChange}
      onSearchChange={setTyped}
      nothingFoundMessage={t.notFound}
      error={error}
    />
  );
}
