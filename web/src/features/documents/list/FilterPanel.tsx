import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Choice, FacetGroup as Group, MoreChoices as More } from '@/ui/Facet';
import { FACETS, offered, shortened, stateCounts, type Facet } from './filters';
import type { DocumentFilter, Facets, FacetValue, ListState } from './queries';
import { texts } from './texts';
import { useFacetNames } from './useFacetNames';

const STATES = ['valid', 'revising', 'archived', 'all'] as const;
const MOST = 6;

export type Change = { [K in keyof DocumentFilter]?: DocumentFilter[K] | undefined };

interface FilterPanelProps {
  filter: DocumentFilter;
  facets: Facets;
  onChange: (change: Change) => void;
}

/** Everything the list can be narrowed by, each value with how many documents it would leave. */
export function FilterPanel({ filter, facets, onChange }: FilterPanelProps) {
  const t = useTexts(texts);
  const nameOf = useFacetNames(facets);
  const counts = stateCounts(facets.state);
  const state = filter.state ?? 'valid';
  return (
    <>
      <Group title={t.state}>
        {STATES.map((value) => (
          <Choice
            key={value}
            name={t.states[value]}
            count={counts[value]}
            chosen={state === value}
            onChoose={() => onChange({ state: value === 'valid' ? undefined : (value satisfies ListState) })}
          />
        ))}
      </Group>
      <Group title={t.own}>
        <Choice
          name={t.mine}
          chosen={filter.mine === true}
          onChoose={() => onChange({ mine: filter.mine ? undefined : true })}
        />
        <Choice
          name={t.favourites}
          chosen={filter.favourites === true}
          onChoose={() => onChange({ favourites: filter.favourites ? undefined : true })}
        />
      </Group>
      {FACETS.map((facet) => (
        <FacetGroup
          key={facet}
          facet={facet}
          values={offered(facet, facets, filter[facet], nameOf(facet, filter[facet] ?? ''))}
          chosen={filter[facet]}
          onChange={onChange}
        />
      ))}
    </>
  );
}

interface FacetGroupProps {
  facet: Facet;
  values: FacetValue[];
  chosen: string | undefined;
  onChange: (change: Change) => void;
}

function FacetGroup({ facet, values, chosen, onChange }: FacetGroupProps) {
  const t = useTexts(texts);
  const [whole, setWhole] = useState(false);
  // One kind of document is no choice.
  if (values.length === 0 || (facet === 'kind' && values.length === 1 && chosen === undefined)) return null;
  const shown = whole ? values : shortened(values, chosen, MOST);
  return (
    <Group title={t.facets[facet]}>
      {shown.map(({ value, name, count }) => (
        <Choice
          key={value}
          name={name}
          count={count}
          chosen={chosen === value}
          onChoose={() => onChange({ [facet]: chosen === value ? undefined : value })}
        />
      ))}
      {values.length > shown.length && (
        <More onClick={() => setWhole(true)} text={t.more(values.length - shown.length)} />
      )}
      {whole && values.length > MOST && <More onClick={() => setWhole(false)} text={t.less} />}
    </Group>
  );
}
