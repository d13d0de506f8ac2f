import { MultiSelect } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import type { DocumentView, PersonName } from '../api';
import { choiceOf, peopleOf, peopleToNameQuery, type Choice } from '../people';
import { texts } from './texts';

interface MentionsProps {
  document: DocumentView;
  known: readonly PersonName[];
  chosen: Choice[];
  onChoose: (chosen: Choice[]) => void;
}

/** The people who shall hear of a comment. */
export function Mentions({ document, known, chosen, onChoose }: MentionsProps) {
  const t = useTexts(texts);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  const { data } = useQuery({ ...peopleToNameQuery(document.id, looked), enabled: document.can.see_visibility });
  const near = peopleOf(document, known).filter(({ label }) => label.includes(looked));
  const found = [...chosen, ...near, ...(data?.items ?? []).map(choiceOf)];
  const all = [...new Map(found.map((one) => [one.value, one])).values()];
  return (
    <MultiSelect
      label={t.mentions}
      description={t.mentionsHint}
      searchable
      clearable
      hidePickedOptions
      maxValues={20}
      data={all}
      filter={({ options }) => options}
      value={chosen.map(({ value }) => value)}
      onChange={(values) => onChoose(all.filter(({ value }) => values.includes(value)))}
      onSearchChange={setTyped}
      nothingFoundMessage={t.mentionsNone}
    />
  );
}
