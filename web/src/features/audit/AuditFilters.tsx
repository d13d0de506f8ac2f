import { Button, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { AuditEntry } from '@/api/types';
import { useCodeNames } from '@/lib/codes';
import { halfWidth } from '@/lib/normalise';
import { useTexts } from '@/lib/texts';
import { DayField } from '@/ui/DayField';
import classes from './Audit.module.css';
import { tagsQuery, type AuditFilter } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/audit');

interface AuditFiltersProps {
  filter: AuditFilter;
  /** What is listed, for the names of the person and the thing in the filter. */
  entries: AuditEntry[];
}

export function AuditFilters({ filter, entries }: AuditFiltersProps) {
  const t = useTexts(texts);
  const navigate = route.useNavigate();
  const tags = useQuery(tagsQuery);
  const { deedName } = useCodeNames();
  const set = (change: { [K in keyof AuditFilter]?: string | undefined }) =>
    void navigate({ search: (now) => ({ ...now, ...change }), replace: true });

  return (
    <search className={classes.filters}>
      <Select
        label={t.tag}
        placeholder={t.anyTag}
        clearable
        searchable
        data={(tags.data?.items ?? []).map(({ code, name }) => ({ value: code, label: deedName(code, name) }))}
        value={filter.tag ?? null}
        onChange={(tag) => set({ tag: tag ?? undefined })}
      />
      <DayField
        label={t.from}
        placeholder={t.dateHint}
        value={filter.from ?? null}
        onChange={(day) => set({ from: day ?? undefined })}
      />
      <DayField
        label={t.until}
        placeholder={t.dateHint}
        value={filter.until ?? null}
        onChange={(day) => set({ until: day ?? undefined })}
      />
      <TextInput
        key={filter.request_id ?? ''}
        label={t.code}
        placeholder={t.codeHint}
        defaultValue={filter.request_id ?? ''}
        onBlur={(event) => set({ request_id: halfWidth(event.currentTarget.value) || undefined })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing)
            set({ request_id: halfWidth(event.currentTarget.value) || undefined });
        }}
      />
      <Narrowed filter={filter} entries={entries} onChange={set} />
    </search>
  );
}

interface NarrowedProps extends AuditFiltersProps {
  onChange: (change: { [K in keyof AuditFilter]?: undefined }) => void;
}

/** The person and the thing that the list is narrowed to, each to be taken away again. */
function Narrowed({ filter, entries, onChange }: NarrowedProps) {
  const t = useTexts(texts);
  const person = entries.find((entry) => entry.actor?.id === filter.person_id)?.actor?.name ?? filter.person_id;
  const subject = entries.find((entry) => entry.subject?.id === filter.subject_id)?.subject?.label ?? filter.subject_id;
  const chips = [
    filter.person_id && { text: t.onlyPerson(person ?? ''), change: { person_id: undefined } },
    filter.subject_id && {
      text: t.onlySubject(subject ?? ''),
      change: { subject_id: undefined, subject_kind: undefined },
    },
  ].filter((chip) => typeof chip === 'object');
  if (chips.length === 0) return null;
  return (
    <div className={classes.chips}>
      {chips.map(({ text, change }) => (
        <Button
          key={text}
          variant="light"
          radius="xl"
          rightSection={<IconX size={18} aria-hidden />}
          aria-label={t.remove(text)}
          onClick={() => onChange(change)}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}
