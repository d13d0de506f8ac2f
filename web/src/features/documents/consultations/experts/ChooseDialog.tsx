import { Button, Group, Select, Stack } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { texts as uiTexts } from '@/ui/texts';
import { texts } from './texts';

const peopleQuery = (q: string) =>
  queryOptions({
    queryKey: ['people', 'choices', q],
    queryFn: () => answer(api.GET('/api/v1/people', { params: { query: { limit: 20, ...(q ? { q } : {}) } } })),
    placeholderData: keepPreviousData,
  });

/** Chooses who is an expert; for administrators, who know everybody. */
export function ChooseDialog({ onChoose, onClose }: { onChoose: (id: string) => void; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const [typed, setTyped] = useState('');
  const [looked] = useDebouncedValue(typed, 250);
  // The field shows the chosen name, which is not something to look for.
  const { data } = useQuery(peopleQuery(looked === chosen?.label ? '' : looked));
  const found = (data?.items ?? []).map(({ id, name, department }) => ({
    value: id,
    label: [name, department].filter(Boolean).join('・'),
  }));
  const choices = chosen && !found.some(({ value }) => value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Dialog opened onClose={onClose} title={t.chooseTitle}>
      <Stack gap="md">
        <Select
          label={t.choose}
          description={t.chooseHint}
          searchable
          data={choices}
          filter={({ options }) => options}
          value={chosen?.value ?? null}
          onChange={(value) => setChosen(choices.find((choice) => choice.value === value) ?? null)}
          onSearchChange={setTyped}
          nothingFoundMessage={t.notFound}
        />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button disabled={chosen === null} onClick={() => chosen && onChoose(chosen.value)}>
            {t.next}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
