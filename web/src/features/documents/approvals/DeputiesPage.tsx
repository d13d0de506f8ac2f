import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconArrowLeft, IconPlus, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useMe } from '@/api/me';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Dialog } from '@/ui/Dialog';
import { ExportMenu } from '@/ui/ExportMenu';
import { Form } from '@/ui/Form';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { texts as uiTexts } from '@/ui/texts';
import { LazyDay } from '../dialogs/LazyDay';
import pageClasses from '../page/Page.module.css';
import classes from './Approvals.module.css';
import { deputiesQuery, useApprovalVerb, type Deputies } from './queries';
import { texts } from './texts';

/** Who decides in whose place, and on which days. */
export function DeputiesPage() {
  const t = useTexts(texts);
  const query = useQuery(deputiesQuery);
  const [adding, setAdding] = useState(false);
  return (
    <Page
      title={t.deputiesTitle}
      lead={t.deputiesLead}
      width="narrow"
      above={
        <Link to="/approvals" className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.deputiesBack}
        </Link>
      }
      actions={
        <Group gap="sm">
          <ExportMenu list="approval-deputies" filter={{}} />
          {query.data?.can_set && (
            <Button leftSection={<IconPlus size={20} />} onClick={() => setAdding(true)}>
              {t.addDeputy}
            </Button>
          )}
        </Group>
      }
    >
      <Loaded query={query} lines={4}>
        {(deputies) =>
          deputies.items.length === 0 ? (
            <Message icon={<IconUserShare size={32} />} title={t.noDeputies} detail={t.noDeputiesDetail} />
          ) : (
            <ul className={classes.list} aria-label={t.deputiesTitle}>
              {deputies.items.map((row) => (
                <DeputyCard key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding && query.data && <AddDialog deputies={query.data} onClose={() => setAdding(false)} />}
    </Page>
  );
}

function DeputyCard({ row }: { row: Deputies['items'][number] }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const end = useApprovalVerb({
    run: () => answer(api.DELETE('/api/v1/approval-deputies/{deputy_id}', { params: { path: { deputy_id: row.id } } })),
    done: t.ended,
  });
  const day = (on: string) => showDay(`${on}T00:00:00+09:00`, language);
  return (
    <li>
      <Card>
        <div className={classes.line}>
          <strong>{t.deputyLine(row.person.name, row.deputy.name)}</strong>
          <Pill tone={row.current ? 'good' : 'plain'}>{row.current ? t.current : t.planned}</Pill>
          <span>{t.days(day(row.from_on), day(row.until_on))}</span>
          {row.note !== '' && <p>{row.note}</p>}
          {row.can_end && (
            <Button
              variant="default"
              loading={end.isPending}
              aria-label={t.endOf(row.person.name)}
              onClick={() => end.mutate()}
            >
              {t.end}
            </Button>
          )}
        </div>
        <FormProblem problem={end.problem} />
      </Card>
    </li>
  );
}

function AddDialog({ deputies, onClose }: { deputies: Deputies; onClose: () => void }) {
  const t = useTexts(texts);
  const common = useTexts(uiTexts);
  const { id: me } = useMe();
  const [person, setPerson] = useState<string | null>(null);
  const [deputy, setDeputy] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const others = deputies.can_set_for_others;
  const save = useApprovalVerb({
    run: () =>
      answer(
        api.POST('/api/v1/approval-deputies', {
          body: { person_id: others ? person : null, deputy_id: deputy ?? '', from_on: from, until_on: until, note },
        }),
      ),
    done: t.deputySaved,
    onDone: onClose,
  });
  const gap = deputy === null || from === '' || until === '' || (others && person === null);
  const data = deputies.people.map(({ id, name }) => ({ value: id ?? '', label: name }));
  return (
    <Dialog opened onClose={onClose} title={t.addDeputy}>
      <Form
        label={t.addDeputy}
        onSubmit={(event) => {
          event.preventDefault();
          if (gap) setMissing(true);
          else save.mutate();
        }}
      >
        <Stack gap="md">
          <FormProblem problem={save.problem} more={save.problem?.fields.map(({ message }) => message) ?? []} />
          {others && (
            <Select
              label={t.deputyOf}
              required
              withAsterisk
              searchable
              data={data}
              value={person}
              onChange={setPerson}
              error={missing && person === null && t.deputyMissing}
            />
          )}
          <Select
            label={t.deputy}
            required
            withAsterisk
            searchable
            data={data.filter(({ value }) => value !== (others ? person : me))}
            value={deputy}
            onChange={setDeputy}
            error={missing && deputy === null && t.deputyMissing}
          />
          <LazyDay label={t.from} value={from} onChange={setFrom} />
          <LazyDay label={t.until} value={until} onChange={setUntil} />
          {missing && (from === '' || until === '') && <p role="alert">{t.dayMissing}</p>}
          <TextInput
            label={t.comment}
            maxLength={200}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t.save}
            </Button>
          </Group>
        </Stack>
      </Form>
    </Dialog>
  );
}
