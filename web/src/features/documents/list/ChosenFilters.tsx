import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTexts } from '@/lib/texts';
import { FACETS } from './filters';
import type { Change } from './FilterPanel';
import classes from './Filters.module.css';
import type { DocumentFilter, Facets } from './queries';
import { texts } from './texts';
import { useFacetNames } from './useFacetNames';

interface ChosenFiltersProps {
  filter: DocumentFilter;
  facets: Facets | null;
  onChange: (change: Change) => void;
  onClear: () => void;
}

/** What narrows the list just now, each with a way to take it off. */
export function ChosenFilters({ filter, facets, onChange, onClear }: ChosenFiltersProps) {
  const t = useTexts(texts);
  const nameOf = useFacetNames(facets);
  const chosen: { name: string; without: Change }[] = [];
  if (filter.state) chosen.push({ name: `${t.state}: ${t.states[filter.state]}`, without: { state: undefined } });
  if (filter.mine) chosen.push({ name: t.mine, without: { mine: undefined } });
  if (filter.favourites) chosen.push({ name: t.favourites, without: { favourites: undefined } });
  for (const facet of FACETS) {
    const value = filter[facet];
    if (value) chosen.push({ name: `${t.facets[facet]}: ${nameOf(facet, value)}`, without: { [facet]: undefined } });
  }
  if (chosen.length === 0) return null;
  return (
    <ul className={classes.chosen} aria-label={t.chosen}>
      {chosen.map(({ name, without }) => (
        <li key={name}>
          <Button
            size="compact-md"
            variant="default"
            radius="xl"
            rightSection={<IconX size={16} aria-hidden />}
            aria-label={t.drop(name)}
            onClick={() => onChange(without)}
          >
            {name}
          </Button>
        </li>
      ))}
      <li>
        <Button size="compact-md" variant="subtle" onClick={onClear}>
          {t.clear}
        </Button>
      </li>
    </ul>
  );
}
