import { Button, Select, Switch } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import { SearchField } from '@/ui/SearchField';
import { useIsPhone } from '@/ui/useIsPhone';
import { codesQuery, SEVERITIES, STATES, TYPES, type IncidentFilter, type IncidentPageView } from './api';
import classes from './Incidents.module.css';
import { SiteSelect } from './SiteSelect';
import { texts } from './texts';

interface IncidentFiltersProps {
  filter: IncidentFilter;
  counts: IncidentPageView['counts'];
}

/** What the list is narrowed by; the states as chips with how many there are of each. */
export function IncidentFilters({ filter, counts }: IncidentFiltersProps) {
  const t = useTexts(texts);
  const navigate = useNavigate();
  const { data: codes } = useQuery(codesQuery);
  const [siteName, setSiteName] = useState('');
  const go = (fields: { [K in keyof IncidentFilter]?: IncidentFilter[K] | undefined }) => {
    const next = Object.entries({ ...filter, ...fields }).filter(([, value]) => value !== undefined && value !== null);
    void navigate({ to: '/incidents', search: Object.fromEntries(next) as IncidentFilter, replace: true });
  };
  const counted = new Map((counts?.state ?? []).map(({ value, count }) => [value, count]));
  const chosen = filter.state ?? [];
  const phone = useIsPhone();
  const folded = Object.keys(filter).filter((name) => name !== 'q' && name !== 'state').length;
  const more = (
    <div className={classes.filters}>
      <Select
        label={t.type}
        placeholder={t.all}
        clearable
        data={TYPES.map((value) => ({ value, label: t.types[value] }))}
        value={filter.type ?? null}
        onChange={(value) => go({ type: TYPES.find((type) => type === value) })}
      />
      <Select
        label={t.severity}
        placeholder={t.all}
        clearable
        data={SEVERITIES.map((value) => ({ value, label: t.severities[value] }))}
        value={filter.severity ?? null}
        onChange={(value) => go({ severity: SEVERITIES.find((severity) => severity === value) })}
      />
      <Select
        label={t.accidentType}
        placeholder={t.all}
        clearable
        searchable
        data={(codes?.accident_types ?? []).map(({ code, name }) => ({ value: String(code), label: name }))}
        value={filter.accident_type === undefined ? null : String(filter.accident_type)}
        onChange={(value) => go({ accident_type: value === null ? undefined : Number(value) })}
      />
      <SiteSelect
        label={t.site}
        placeholder={t.anySite}
        chosen={filter.project ? { value: filter.project, label: siteName } : null}
        onChoose={(site) => {
          setSiteName(site?.label ?? '');
          go({ project: site?.value });
        }}
      />
      <DayField label={t.since} value={filter.since ?? null} onChange={(day) => go({ since: day ?? undefined })} />
      <DayField label={t.until} value={filter.until ?? null} onChange={(day) => go({ until: day ?? undefined })} />
      <div className={classes.switches}>
        <Switch
          label={counts ? `${t.late}（${t.count(counts.late)}）` : t.late}
          checked={filter.late === true}
          onChange={(event) => go({ late: event.currentTarget.checked ? true : undefined })}
        />
        <Switch
          label={t.mine}
          checked={filter.mine === true}
          onChange={(event) => go({ mine: event.currentTarget.checked ? true : undefined })}
        />
      </div>
    </div>
  );
  return (
    <search aria-label={t.narrow}>
      <div className={classes.counts}>
        {STATES.map((state) => (
          <Button
            key={state}
            radius="xl"
            variant={chosen.includes(state) ? 'filled' : 'default'}
            aria-pressed={chosen.includes(state)}
            onClick={() => {
              const states = chosen.includes(state) ? chosen.filter((one) => one !== state) : [...chosen, state];
              go({ state: states.length > 0 ? states : undefined });
            }}
          >
            {t.states[state]} {t.count(counted.get(state) ?? 0)}
          </Button>
        ))}
      </div>
      <SearchField label={t.words} value={filter.q ?? ''} onSearch={(q) => go({ q: q || undefined })} />
      {phone ? (
        <details className={classes.fold} open={folded > 0}>
          <summary className="mks-target">
            {t.narrowMore(folded)}
            <IconChevronDown size={20} aria-hidden />
          </summary>
          {more}
        </details>
      ) : (
        more
      )}
    </search>
  );
}
