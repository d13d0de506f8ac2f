import { Button, Select } from '@mantine/core';
import { IconMessageQuestion, IconUsersGroup } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { SearchField } from '@/ui/SearchField';
import list from '../list/List.module.css';
import { projectsToChooseQuery } from './choices';
import { ConsultationLine } from './ConsultationLine';
import classes from './Consultations.module.css';
import {
  consultationsQuery,
  PRIORITIES,
  VIEWS,
  type ConsultationFilter,
  type Priority,
  type State,
  type Whose,
} from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/consultations');
type Change = { [K in keyof Omit<ConsultationFilter, 'answered_by'>]?: ConsultationFilter[K] | undefined };

/** The consultations a person may read, and what waits for whom. */
export function ConsultationsPage() {
  const t = useTexts(texts);
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(consultationsQuery(filter));
  const first = query.data?.pages[0];
  const change = (changes: Change) => void navigate({ search: (now) => ({ ...now, ...changes }), replace: true });
  const narrowed = Object.keys(filter).some((key) => key !== 'sort');
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="consultations" filter={{ ...filter }} />
          {first?.can.ask && (
            <ButtonLink to="/experts" variant="default" leftSection={<IconUsersGroup size={20} />}>
              {t.experts}
            </ButtonLink>
          )}
          {first?.can.ask && (
            <ButtonLink to="/consultations/new" leftSection={<IconMessageQuestion size={20} />}>
              {t.ask}
            </ButtonLink>
          )}
        </>
      }
    >
      <Views filter={filter} counts={first?.counts ?? null} answers={first?.can.answer === true} onChange={change} />
      <Filters
        filter={filter}
        states={first?.counts?.states ?? []}
        specialties={first?.specialties ?? []}
        onChange={change}
      />
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            return (
              <Message
                icon={<IconMessageQuestion size={32} />}
                title={narrowed ? t.noneTitle : t.emptyTitle}
                detail={narrowed ? t.noneDetail : t.emptyDetail}
                next={
                  narrowed && (
                    <Button variant="default" onClick={() => void navigate({ search: {}, replace: true })}>
                      {t.clear}
                    </Button>
                  )
                }
              />
            );
          }
          return (
            <>
              <ul className={list.lines} aria-label={t.title} aria-busy={query.isPlaceholderData}>
                {rows.map((row) => (
                  <ConsultationLine key={row.id} row={row} />
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

interface ViewsProps {
  filter: ConsultationFilter;
  counts: Record<Whose, number> | null;
  answers: boolean;
  onChange: (change: Change) => void;
}

function Views({ filter, counts, answers, onChange }: ViewsProps) {
  const t = useTexts(texts);
  const shown = VIEWS.filter((view) => answers || (view !== 'to_answer' && view !== 'unassigned'));
  const chosen = filter.whose ?? 'all';
  return (
    <div className={classes.views} role="group" aria-label={t.viewsLabel}>
      {shown.map((view) => (
        <Button
          key={view}
          variant={view === chosen ? 'filled' : 'default'}
          aria-pressed={view === chosen}
          onClick={() => onChange({ whose: view === 'all' ? undefined : view })}
        >
          {counts ? t.counted(t.views[view], counts[view]) : t.views[view]}
        </Button>
      ))}
    </div>
  );
}

interface FiltersProps {
  filter: ConsultationFilter;
  states: readonly { value: string; name: string; count: number }[];
  specialties: readonly string[];
  onChange: (change: Change) => void;
}

function Filters({ filter, states, specialties, onChange }: FiltersProps) {
  const t = useTexts(texts);
  const projects = useQuery(projectsToChooseQuery);
  return (
    <search className={classes.filters}>
      <SearchField label={t.search} value={filter.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <Select<State>
        label={t.state}
        placeholder={t.any}
        clearable
        data={states.map(({ value, name, count }) => ({ value: value as State, label: t.counted(name, count) }))}
        value={filter.state ?? null}
        onChange={(state) => onChange({ state: state ?? undefined })}
      />
      <Select<Priority>
        label={t.priority}
        placeholder={t.any}
        clearable
        data={PRIORITIES.map((value) => ({ value, label: t.priorities[value] }))}
        value={filter.priority ?? null}
        onChange={(priority) => onChange({ priority: priority ?? undefined })}
      />
      <Select
        label={t.specialty}
        placeholder={t.any}
        clearable
        searchable
        data={[...specialties]}
        value={filter.specialty ?? null}
        onChange={(specialty) => onChange({ specialty: specialty ?? undefined })}
      />
      <Select
        label={t.project}
        placeholder={t.any}
        clearable
        searchable
        data={projects.data ?? []}
        value={filter.project ?? null}
        onChange={(project) => onChange({ project: project ?? undefined })}
      />
      <Select<'updated' | 'due'>
        label={t.sort}
        allowDeselect={false}
        data={[
          { value: 'updated', label: t.sortUpdated },
          { value: 'due', label: t.sortDue },
        ]}
        value={filter.sort ?? 'updated'}
        onChange={(sort) => onChange({ sort: sort === 'due' ? 'due' : undefined })}
      />
    </search>
  );
}
