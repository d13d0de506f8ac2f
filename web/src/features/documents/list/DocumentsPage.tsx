import { Button, Drawer, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconFileSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';
import { ChosenFilters } from './ChosenFilters';
import { DocumentLine } from './DocumentLine';
import { FilterPanel, type Change } from './FilterPanel';
import { countFilters, withoutFilters } from './filters';
import classes from './List.module.css';
import { documentsQuery, SORTS, type DocumentRow, type KindView, type Sort } from './queries';
import { texts } from './texts';
import { WriteButton } from './WriteButton';

const route = getRouteApi('/shell/documents');

export function DocumentsPage() {
  const t = useTexts(texts);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const roomy = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  const [narrowing, setNarrowing] = useState(false);
  const query = useInfiniteQuery(documentsQuery(filter));
  const first = query.data?.pages[0];
  const facets = first?.facets ?? null;
  const change = (changes: Change) => void navigate({ search: (now) => ({ ...now, ...changes }), replace: true });
  const clear = () => void navigate({ search: withoutFilters(filter), replace: true });
  const chosen = countFilters(filter);
  const panel = facets && <FilterPanel filter={filter} facets={facets} onChange={change} />;

  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="documents" filter={{ ...filter }} />
          {first && <WriteButton kinds={first.kinds} />}
        </>
      }
    >
      <div className={classes.page}>
        {roomy && (
          <search className={classes.side} aria-label={t.narrow}>
            {panel}
          </search>
        )}
        <div className={classes.found}>
          <div className={classes.tools} data-narrow={!roomy || undefined}>
            <SearchField label={t.search} value={filter.q ?? ''} onSearch={(q) => change({ q: q || undefined })} />
            {!roomy && (
              <Button
                variant="default"
                leftSection={<IconAdjustmentsHorizontal size={20} />}
                onClick={() => setNarrowing(true)}
              >
                {t.narrowOpen(chosen)}
              </Button>
            )}
            <Select<Sort>
              label={t.sort}
              allowDeselect={false}
              data={SORTS.map((value) => ({ value, label: t.sorts[value] }))}
              value={filter.sort ?? 'updated'}
              onChange={(sort) => change({ sort: sort === null || sort === 'updated' ? undefined : sort })}
            />
          </div>
          <ChosenFilters filter={filter} facets={facets} onChange={change} onClear={clear} />
          <Loaded query={query} lines={6}>
            {({ pages }) => {
              const rows = pages.flatMap((page) => page.items);
              if (rows.length === 0) {
                return (
                  <Nothing
                    narrowed={chosen > 0 || filter.q !== undefined}
                    everything={filter.state === 'all'}
                    mayWrite={pages[0]?.can.write === true}
                    onAll={() => change({ state: 'all' })}
                    onClear={clear}
                  />
                );
              }
              return (
                <>
                  <Lines rows={rows} kinds={pages[0]?.kinds ?? []} stale={query.isPlaceholderData} />
                  <MoreRows query={query} shown={rows.length} total={pages[0]?.total ?? null} />
                </>
              );
            }}
          </Loaded>
        </div>
      </div>
      <Drawer
        opened={narrowing && !roomy}
        onClose={() => setNarrowing(false)}
        title={t.narrow}
        position="right"
        size="md"
        classNames={{ body: classes.drawer ?? '', title: classes.drawerTitle ?? '' }}
      >
        {panel}
        <div className={classes.drawerFoot}>
          <Button fullWidth onClick={() => setNarrowing(false)}>
            {t.showResults(first?.total ?? null)}
          </Button>
          {chosen > 0 && (
            <Button fullWidth variant="default" onClick={clear}>
              {t.clear}
            </Button>
          )}
        </div>
      </Drawer>
    </Page>
  );
}

function Lines({ rows, kinds, stale }: { rows: DocumentRow[]; kinds: readonly KindView[]; stale: boolean }) {
  const t = useTexts(texts);
  const names = new Map(kinds.length > 1 ? kinds.map(({ code, name }) => [code, name]) : []);
  return (
    <ul className={classes.lines} aria-label={t.title} aria-busy={stale}>
      {rows.map((row) => (
        <DocumentLine key={row.id} row={row} kind={names.get(row.kind) ?? null} />
      ))}
    </ul>
  );
}

interface NothingProps {
  narrowed: boolean;
  everything: boolean;
  mayWrite: boolean;
  onAll: () => void;
  onClear: () => void;
}

function Nothing({ narrowed, everything, mayWrite, onAll, onClear }: NothingProps) {
  const t = useTexts(texts);
  const empty = mayWrite ? t.emptyDetailWrite : t.emptyDetail;
  return (
    <Message
      icon={<IconFileSearch size={32} />}
      title={narrowed ? t.noneTitle : t.emptyTitle}
      detail={narrowed ? t.noneDetail : empty}
      next={
        narrowed && (
          <>
            <Button variant="default" onClick={onClear}>
              {t.clear}
            </Button>
            {!everything && (
              <Button variant="default" onClick={onAll}>
                {t.noneAll}
              </Button>
            )}
          </>
        )
      }
    />
  );
}
