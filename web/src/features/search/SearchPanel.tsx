import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { Choice, FacetGroup, MoreChoices } from '@/ui/Facet';
import { toggled } from './chosen';
import { FACETS, type Facet, type FoundFacets, type Wanted } from './queries';
import { texts } from './texts';

const MOST = 6;

interface SearchPanelProps {
  wanted: Wanted;
  facets: FoundFacets;
  onChange: (wanted: Wanted) => void;
}

/** Everything a search can be narrowed by, each value with how many it would leave. */
export function SearchPanel({ wanted, facets, onChange }: SearchPanelProps) {
  return FACETS.map((facet) => (
    <Values key={facet} facet={facet} wanted={wanted} facets={facets} onChange={onChange} />
  ));
}

function Values({ facet, wanted, facets, onChange }: SearchPanelProps & { facet: Facet }) {
  const t = useTexts(texts);
  const [whole, setWhole] = useState(false);
  const values = facets[facet];
  const chosen = wanted[facet] ?? [];
  // One kind of document is no choice.
  if (values.length === 0 || (facet === 'kind' && values.length === 1 && chosen.length === 0)) return null;
  const shown = whole ? values : values.filter(({ value }, place) => place < MOST || chosen.includes(value));
  return (
    <FacetGroup title={t.facets[facet]}>
      {shown.map(({ value, name, count }) => (
        <Choice
          key={value}
          name={name}
          count={count}
          chosen={chosen.includes(value)}
          onChoose={() => onChange(toggled(wanted, facet, value))}
        />
      ))}
      {values.length > shown.length && (
        <MoreChoices onClick={() => setWhole(true)} text={t.moreValues(values.length - shown.length)} />
      )}
      {whole && values.length > MOST && <MoreChoices onClick={() => setWhole(false)} text={t.lessValues} />}
    </FacetGroup>
  );
}
