import { Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { SearchField } from '@/ui/SearchField';
import classes from './Projects.module.css';
import { STATUSES, workTypesQuery, type ProjectFilter } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/projects');

/** What narrows the list. All of it stands in the address, so that it can be shared and the way back works. */
export function ProjectFilters({ filter }: { filter: ProjectFilter }) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  const workTypes = useQuery(workTypesQuery);
  const set = (change: { [K in keyof ProjectFilter]?: ProjectFilter[K] | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });

  return (
    <search className={classes.filters}>
      <SearchField label={t.search} value={filter.q ?? ''} onSearch={(q) => set({ q: q || undefined })} />
      <Select<'live' | (typeof STATUSES)[number]>
        label={t.status}
        placeholder={t.anyStatus}
        clearable
        data={[
          { value: 'live' as const, label: t.live },
          ...STATUSES.map((status) => ({ value: status, label: t.statuses[status] })),
        ]}
        value={filter.status ?? null}
        onChange={(status) => set({ status: status ?? undefined })}
      />
      <Select
        label={t.workTypes}
        placeholder={t.anyWorkType}
        clearable
        searchable
        nothingFoundMessage={t.notFound}
        data={(workTypes.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={filter.work_type ?? null}
        onChange={(code) => set({ work_type: code ?? undefined })}
      />
      <div className={classes.mine}>
        <Switch
          label={t.mine}
          checked={filter.mine === true}
          onChange={(event) => set({ mine: event.currentTarget.checked || undefined })}
        />
      </div>
    </search>
  );
}
