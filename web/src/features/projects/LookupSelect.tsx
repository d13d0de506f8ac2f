import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';

export interface Choice {
  value: string;
  label: string;
}

interface LookupSelectProps<T> {
  label: string;
  hint: string;
  /** What to ask the server for these words. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the key differs from query to query
  queryOf: (words: string) => UseQueryOptions<{ items: T[] }, Error, { items: T[] }, any>;
  choiceOf: (item: T) => Choice;
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
  error?: ReactNode;
}

/** Chooses by typing part of a name. There may be thousands, so the server looks them up. */
export function LookupSelect<T>(props: LookupSelectProps<T>) {
  const t = useTexts(texts);
  const { chosen } = props;
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  // The field shows the chosen name, which is not something to look for.
  const { data } = useQuery(props.queryOf(looked === chosen?.label ? '' : looked));
  const found = (data?.items ?? []).map(props.choiceOf);
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={props.label}
      description={props.hint}
      required
      withAsterisk
      searchable
      clearable
      data={choices}
      // The server has chosen already, also by reading and code.
      filter={({ options }) => options}
      value={chosen?.value ?? null}
      onChange={(value) => props.onChoose(choices.find((choice) => choice.value === value) ?? null)}
      onSearchChange={setTyped}
      nothingFoundMessage={t.notFound}
      error={props.error}
    />
  );
}
