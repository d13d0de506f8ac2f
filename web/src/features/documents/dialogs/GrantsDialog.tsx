import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import type { components } from '@/api/schema';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { texts as uiTexts } from '@/ui/texts';
import type { DocumentView } from '../api';
import { useDocumentVerb } from '../useDocumentVerb';
import classes from './Dialogs.module.css';
import { PersonLookup } from './Lookup';
import { texts } from './texts';

type GrantList = components['schemas']['GrantList'];
type Grant = GrantList['items'][number];

export function GrantsDialog({ document, onClose }: { document: DocumentView; onClose: () => void }) {
  const t = useTexts(texts);
  const query = useQuery({
    queryKey: ['documents', 'grants', document.id],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/grants', { params: { path: { ref: document.id } } })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog opened onClose={onClose} title={t.grantsTitle} size="lg">
      <Loaded query={query} lines={2}>
        {(grants) => <GrantsForm document={document} grants={grants} onClose={onClose} />}
      </Loaded>
    </Dialog>
  );
}

interface GrantsFormProps {
  document: DocumentView;
  grants: GrantList;
  onClose: () => void;
}

const own = ({ why }: Grant) => why === 'named' || why === 'coauthor';

function GrantsForm({ document, grants, onClose }: GrantsFormProps) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const [items, setItems] = useState(() => grants.items.filter(own));
  const [why, setWhy] = useState<Grant['why']>('named');
  const given = grants.items.filter((grant) => !own(grant));
  const save = useDocumentVerb({
    run: () =>
      answer(
        api.PUT('/api/v1/documents/{ref}/grants', {
          params: { path: { ref: document.id } },
          headers: ifMatch(grants.version),
          body: {
            grants: items.map((grant) => ({ person_id: grant.person.id ?? '', why: grant.why, until: grant.until })),
          },
        }),
      ),
    done: t.grantsSaved,
    onDone: onClose,
    onRefused: () => undefined,
  });
  const add = (id: string, name: string) =>
    setItems([
      ...items.filter((grant) => grant.person.id !== id || grant.why !== why),
      { person: { id, name }, why, until: null },
    ]);
  return (
    <Stack gap="md">
      <p className="mks-note">{t.grantsLead}</p>
      <FormProblem problem={save.problem} />
      {items.length + given.length === 0 && <p>{t.grantsEmpty}</p>}
      <ul className={classes.people}>
        {items.map((grant) => (
          <GrantLine
            key={`${grant.person.id}.${grant.why}`}
            grant={grant}
            onRemove={() => setItems(items.filter((each) => each !== grant))}
          />
        ))}
        {given.map((grant) => (
          <GrantLine key={`${grant.person.id}.${grant.why}`} grant={grant} onRemove={null} />
        ))}
      </ul>
      {given.length > 0 && <p className="mks-note">{t.grantsKept}</p>}
      <div className={classes.pair}>
        <Select
          label={t.grantWhy}
          allowDeselect={false}
          data={(['named', 'coauthor'] as const).map((value) => ({ value, label: t.whys[value] }))}
          value={why}
          onChange={(value) => setWhy(value ?? 'named')}
        />
        <PersonLookup
          key={items.length}
          document={document}
          label={t.grantAdd}
          chosen={null}
          onChoose={(choice) => choice && add(choice.value, choice.label)}
        />
      </div>
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {common.save}
        </Button>
      </Group>
    </Stack>
  );
}

function GrantLine({ grant, onRemove }: { grant: Grant; onRemove: (() => void) | null }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <li>
      <span>
        {grant.person.name}
        <small>
          {t.whys[grant.why]} {grant.until && t.until(showDay(grant.until, language))}
        </small>
      </span>
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="xl"
          aria-label={t.grantRemove(grant.person.name)}
          onClick={onRemove}
        >
          <IconX size={20} />
        </ActionIcon>
      )}
    </li>
  );
}
