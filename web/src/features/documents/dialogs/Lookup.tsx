import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import type { DocumentView } from '../api';
import { choiceOf, peopleToNameQuery, type Choice } from '../people';
import { texts } from './texts';

interface LookupProps {
  label: string;
  hint?: string;
  chosen: Choice | null;
  onChoose: (choice: Choice | null) => void;
  error?: ReactNode;
  required?: boolean;
}

/** Chooses by typing part of a name; the server looks it up. `found` answers the choices for the words typed. */
function Lookup(props: LookupProps & { found: Choice[]; onType: (words: string) => void }) {
  const t = useTexts(texts);
  const { chosen, found } = props;
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label={props.label}
      description={props.hint}
      required={props.required ?? false}
      withAsterisk={props.required ?? false}
      searchable
      clearable
      data={choices}
      filter={({ options }) => options}
      value={chosen?.value ?? null}
      onChange={(value) => props.onChoose(choices.find((choice) => choice.value === value) ?? null)}
      onSearchChange={props.onType}
      nothingFoundMessage={t.notFound}
      error={props.error}
    />
  );
}

function useWords(chosen: Choice | null): [string, (words: string) => void] {
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  // The field shows the chosen name, which is not something to look for.
  return [looked === chosen?.label ? '' : looked, setTyped];
}

export function PersonLookup({ document, ...props }: LookupProps & { document: DocumentView }) {
  const [words, type] = useWords(props.chosen);
  const { data } = useQuery(peopleToNameQuery(document.id, words));
  return <Lookup {...props} found={(data?.items ?? []).map(choiceOf)} onType={type} />;
}

/** Another published document. */
export function DocumentLookup({ document, ...props }: LookupProps & { document: DocumentView }) {
  const [words, type] = useWords(props.chosen);
  const { data } = useQuery({
    queryKey: ['documents', 'lookup', words],
    queryFn: () =>
      answer(api.GET('/api/v1/documents', { params: { query: { ...(words ? { q: words } : {}), limit: 20 } } })),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? [])
    .filter(({ id }) => id !== document.id)
    .map(({ id, code, title }) => ({ value: id, label: `${code} ${title}` }));
  return <Lookup {...props} found={found} onType={type} />;
}

export function ProjectLookup(props: LookupProps) {
  const [words, type] = useWords(props.chosen);
  const { data } = useQuery({
    queryKey: ['projects', 'lookup', words],
    queryFn: () =>
      answer(api.GET('/api/v1/projects', { params: { query: { ...(words ? { q: words } : {}), limit: 20 } } })),
    placeholderData: keepPreviousData,
  });
  const found = (data?.items ?? []).map(({ id, code, name }) => ({ value: id, label: `${name}(${code})` }));
  return <Lookup {...props} found={found} onType={type} />;
}
