import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { SearchField } from '@/ui/SearchField';
import { CompanySelect } from '../companies/CompanySelect';
import { rolesQuery, type PeopleFilter } from '../queries';
import classes from './People.module.css';
import { texts } from './texts';

const route = getRouteApi('/shell/people');

/** What narrows the list. All of it stands in the address, so that it can be shared and the way back works. */
export function PeopleFilters({ filter }: { filter: PeopleFilter }) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  const roles = useQuery(rolesQuery);
  const set = (change: { [K in keyof PeopleFilter]?: PeopleFilter[K] | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });

  return (
    <search className={classes.filters}>
      <SearchField label={t.search} value={filter.q ?? ''} onSearch={(q) => set({ q: q || undefined })} />
      <Select
        label={t.role}
        placeholder={t.anyRole}
        clearable
        data={(roles.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        value={filter.role ?? null}
        onChange={(role) => set({ role: role ?? undefined })}
      />
      <CompanySelect
        label={t.company}
        placeholder={t.anyCompany}
        value={filter.company_id ?? null}
        onChange={(company) => set({ company_id: company ?? undefined })}
      />
      <Select
        label={t.state}
        allowDeselect={false}
        data={[
          { value: 'active', label: t.active },
          { value: 'disabled', label: t.disabled },
          { value: 'all', label: t.all },
        ]}
        value={filter.state ?? 'active'}
        onChange={(state) => set({ state: state === 'active' ? undefined : (state ?? undefined) })}
      />
    </search>
  );
}
