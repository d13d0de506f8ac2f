import { Button, Drawer, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconBolt, IconFileSearch, IconSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';
import { cleared, countChosen, ordered } from './chosen';
import { HitLine } from './HitLine';
import { searchQuery, type Found, type Wanted } from './queries';
import classes from './Search.module.css';
import { SearchPanel } from './SearchPanel';
import { texts } from './texts';

const route = getRouteApi('/shell/search');

/** What fits the words, shortly after each was typed, with what it can be narrowed by. */
export function SearchPage() {
  const t = useTexts(texts);
  const wanted = route.useSearch();
  const navigate = route.useNavigate();
  const roomy = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [narrowing, setNarrowing] = useState(false);
  const query = useInfiniteQuery(searchQuery(wanted));
  const first = query.data?.pages[0];
  const go = (search: Wanted) => void navigate({ search, replace: true });
  const chosen = countChosen(wanted);
  const panel = first && <SearchPanel wanted={wanted} facets={first.facets} onChange={go} />;
  const find = (q: string) => go(q === '' ? cleared({}) : { ...wanted, q });

  return (
    <Page title={t.title}>
      <div className={classes.page}>
        {roomy && (
          <search className={classes.side} aria-label={t.narrow}>
            {panel}
          </search>
        )}
        <div className={classes.found}>
          <div className={classes.tools} data-narrow={!roomy || undefined}>
            <SearchField label={t.words} placeholder={t.wordsHint} value={wanted.q ?? ''} onSearch={find} />
            {!roomy && (
              <Button
                variant="default"
                leftSection={<IconAdjustmentsHorizontal size={20} />}
                disabled={!panel}
                onClick={() => setNarrowing(true)}
              >
                {t.narrowOpen(chosen)}
              </Button>
            )}
            <Select
              label={t.sort}
              allowDeselect={false}
              data={[
                { value: 'relevance', label: t.sorts.relevance },
                { value: 'updated', label: t.sorts.updated },
              ]}
              value={wanted.sort ?? 'relevance'}
              onChange={(sort) => go(ordered(wanted, sort === 'updated'))}
            />
          </div>
          {wanted.q === undefined ? (
            <Message icon={<IconSearch size={32} />} title={t.startTitle} detail={t.startDetail} />
          ) : (
            <Loaded query={query} lines={6}>
              {({ pages }) => (
                <Results
                  pages={pages}
                  query={query}
                  stale={query.isPlaceholderData}
                  onClear={chosen > 0 ? () => go(cleared(wanted)) : null}
                />
              )}
            </Loaded>
          )}
        </div>
      </div>
      <Drawer
        opened={narrowing && !roomy}
        onClose={() => setNarrowing(false)}
        title={t.narrow}
        position="right"
        size="md"
      >
        {panel}
        <Button fullWidth mt="md" onClick={() => setNarrowing(false)}>
          {t.showResults(first?.total ?? 0)}
        </Button>
      </Drawer>
    </Page>
  );
}

interface ResultsProps {
  pages: Found[];
  query: Parameters<typeof MoreRows>[0]['query'];
  stale: boolean;
  onClear: (() => void) | null;
}

function Results({ pages, query, stale, onClear }: ResultsProps) {
  const t = useTexts(texts);
  const first = pages[0];
  const hits = pages.flatMap((page) => page.hits);
  const simple = first?.mode === 'simple';
  return (
    <>
      {simple && (
        <p className={classes.notice} role="status">
          <IconBolt size={20} aria-hidden />
          {t.simple}
        </p>
      )}
      {hits.length === 0 ? (
        <Message
          icon={<IconFileSearch size={32} />}
          title={t.noneTitle}
          detail={t.noneDetail}
          next={
            <>
              {onClear && (
                <Button variant="default" onClick={onClear}>
                  {t.clear}
                </Button>
              )}
              <ButtonLink to="/documents" variant="default">
                {t.toList}
              </ButtonLink>
            </>
          }
        />
      ) : (
        <>
          <ul className={classes.hits} aria-label={t.results} aria-busy={stale}>
            {hits.map((hit) => (
              <HitLine key={hit.id} hit={hit} />
            ))}
          </ul>
          <MoreRows query={query} shown={hits.length} total={first?.total ?? null} />
        </>
      )}
    </>
  );
}
