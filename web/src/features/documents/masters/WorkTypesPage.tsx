import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { AddEntryDialog } from './AddEntryDialog';
import { MasterList } from './MasterList';
import { allWorkTypesQuery, type EntryChange, type WorkType } from './queries';
import { texts } from './texts';

const change = ({ code }: WorkType, body: EntryChange, version: number) =>
  answer(
    api.PATCH('/api/v1/work-types/{code}', {
      params: { path: { code } },
      headers: ifMatch(version),
      body: changeOf<components['schemas']['ChangeWorkType']>(body),
    }),
  );

/** The kinds of work that documents and sites are about. */
export function WorkTypesPage() {
  const t = useTexts(texts);
  const query = useQuery(allWorkTypesQuery);
  const [adding, setAdding] = useState(false);
  const items = query.data?.items ?? [];
  const names = new Map(items.map(({ code, name }) => [code, name]));
  const canAdd = query.data?.can.add === true;
  // A part has no parts of its own.
  const parents = items.filter(({ parent_code, archived_at }) => parent_code === null && archived_at === null);
  return (
    <Page
      title={t.workTypes}
      lead={t.workTypesLead}
      width="narrow"
      actions={
        <Group gap="sm">
          <ExportMenu list="work-types" filter={{}} />
          {canAdd && (
            <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
              {t.addWorkType}
            </Button>
          )}
        </Group>
      }
    >
      <Loaded query={query} lines={6}>
        {(list) => (
          <Card>
            <MasterList
              label={t.workTypes}
              entries={list.items}
              canEdit={canAdd}
              note={({ parent_code: parent }) => (parent === null ? null : t.parentOf(names.get(parent) ?? parent))}
              send={change}
              queryKey="work-types"
            />
          </Card>
        )}
      </Loaded>
      {adding && (
        <AddEntryDialog
          title={t.addWorkType}
          places={{
            label: t.parent,
            hint: t.parentHint,
            data: parents.map(({ code, name }) => ({ value: code, label: name })),
            required: false,
          }}
          send={({ name, code, place }) =>
            answer(api.POST('/api/v1/work-types', { body: { code, name, parent_code: place === '' ? null : place } }))
          }
          queryKey="work-types"
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}
