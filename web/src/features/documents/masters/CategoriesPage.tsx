import { Button, Group } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, changeOf, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { kindsQuery } from '../list/queries';
import { AddEntryDialog } from './AddEntryDialog';
import { MasterList } from './MasterList';
import { allCategoriesQuery, type Category, type EntryChange } from './queries';
import { texts } from './texts';

const change = ({ kind, code }: Category, body: EntryChange, version: number) =>
  answer(
    api.PATCH('/api/v1/categories/{kind}/{code}', {
      params: { path: { kind, code } },
      headers: ifMatch(version),
      body: changeOf<Required<EntryChange>>(body),
    }),
  );

/** The categories of each kind of document. */
export function CategoriesPage() {
  const t = useTexts(texts);
  const query = useQuery(allCategoriesQuery);
  const kinds = useQuery(kindsQuery);
  const [adding, setAdding] = useState(false);
  const known = kinds.data ?? [];
  const canEdit = query.data?.can_edit === true;
  return (
    <Page
      title={t.categories}
      lead={t.categoriesLead}
      width="narrow"
      actions={
        <Group gap="sm">
          <ExportMenu list="categories" filter={{}} />
          {canEdit && known.length > 0 && (
            <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
              {t.addCategory}
            </Button>
          )}
        </Group>
      }
    >
      <Loaded query={kinds} lines={2}>
        {(all) => (
          <Loaded query={query} lines={6}>
            {({ items }) =>
              all.map(({ code, name }) => (
                <Card key={code} title={t.categoriesOf(name)}>
                  <MasterList
                    label={t.categoriesOf(name)}
                    entries={items.filter(({ kind }) => kind === code)}
                    canEdit={canEdit}
                    send={change}
                    queryKey="categories"
                  />
                </Card>
              ))
            }
          </Loaded>
        )}
      </Loaded>
      {adding && (
        <AddEntryDialog
          title={t.addCategory}
          places={{
            label: t.kind,
            data: known.map(({ code, name }) => ({ value: code, label: name })),
            required: true,
          }}
          send={({ name, code, place }) =>
            answer(api.POST('/api/v1/categories', { body: { kind: place, code, name } }))
          }
          queryKey="categories"
          onClose={() => setAdding(false)}
        />
      )}
    </Page>
  );
}
