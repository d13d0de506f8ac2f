import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AuditEntry } from '@/api/types';
import { useCodeNames } from '@/lib/codes';
import { singleValues } from '@/lib/recorded';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { DataList } from '@/ui/DataList';
import classes from './Audit.module.css';
import { texts } from './texts';

/** Before and after, the circumstances, and the ways to related records. */
export function AuditDetails({ entry }: { entry: AuditEntry }) {
  const t = useTexts(texts);
  const { deedName } = useCodeNames();
  const words = useWords();
  const origins: Record<string, string> = {
    web: t.originWeb,
    cli: t.originCli,
    job: t.originJob,
    system: t.originSystem,
  };
  const facts: [string, ReactNode][] = [
    ...entry.detail.map(({ name, value }): [string, ReactNode] => [name, words(value)]),
    [t.origin, origins[entry.origin] ?? entry.origin],
    ...(entry.address ? [[t.address, entry.address] as [string, ReactNode]] : []),
    ...(entry.request_id ? [[t.code, <code key="code">{entry.request_id}</code>] as [string, ReactNode]] : []),
  ];
  return (
    <div className={classes.details}>
      {entry.changes.length === 0 ? (
        <p className="mks-note">{t.noChanges}</p>
      ) : (
        <DataList
          label={deedName(entry.tag, entry.tag_name)}
          rows={entry.changes}
          rowKey={(change) => change.field}
          columns={[
            { key: 'field', title: t.field, main: true, render: (change) => change.name },
            { key: 'before', title: t.before, render: (change) => words(change.before) },
            { key: 'after', title: t.after, render: (change) => words(change.after) },
          ]}
        />
      )}
      <dl className={classes.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Group gap="xs">
        {entry.actor?.id && (
          <ButtonLink to="/audit" search={{ person_id: entry.actor.id }} variant="subtle" size="compact-md">
            {t.byPerson}
          </ButtonLink>
        )}
        {entry.subject && (
          <ButtonLink
            to="/audit"
            search={{ subject_kind: entry.subject.kind, subject_id: entry.subject.id }}
            variant="subtle"
            size="compact-md"
          >
            {t.bySubject}
          </ButtonLink>
        )}
      </Group>
    </div>
  );
}

/** What was recorded, in the words of the pages where they are known. */
function useWords(): (recorded: string | null) => string {
  const t = useTexts(texts);
  const known = new Map<string, string>(Object.entries(t.values));
  return (recorded) =>
    recorded === null ? t.empty : t.listed(singleValues(recorded).map((value) => known.get(value) ?? value));
}
