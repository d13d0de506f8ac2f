import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPencil, IconPlus, IconSearch, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { DataList } from '@/ui/DataList';
import { Dialog } from '@/ui/Dialog';
import { ExportMenu } from '@/ui/ExportMenu';
import { showToast } from '@/ui/toastStore';
import classes from './Laws.module.css';
import { lawsChanged, type Abbreviation, type AbbreviationList } from './queries';
import { texts } from './texts';

const PATH = '/api/v1/laws/abbreviations/{abbreviation}';
const put = (abbreviation: string, title: string) =>
  answer(api.PUT(PATH, { params: { path: { abbreviation } }, body: { title } }));

/** What laws are called in short: seen by everybody, changed by who manages the masters. */
export function Abbreviations({ list }: { list: AbbreviationList }) {
  const t = useTexts(texts);
  const [editing, setEditing] = useState<Abbreviation | 'new' | null>(null);
  const [words, setWords] = useState('');
  const restore = useMutation({
    mutationFn: (one: Abbreviation) => put(one.abbreviation, one.title),
    onSuccess: lawsChanged,
  });
  const remove = useMutation({
    mutationFn: (one: Abbreviation) =>
      answer(api.DELETE(PATH, { params: { path: { abbreviation: one.abbreviation } } })),
    onSuccess: (next, one) => {
      lawsChanged(next);
      showToast(t.removed(one.abbreviation), { action: { label: t.undo, run: () => restore.mutate(one) } });
    },
    onError: (cause) => showToast(asProblem(cause).title, { tone: 'danger' }),
  });
  const shown = list.items.filter(({ abbreviation, title }) => `${abbreviation} ${title}`.includes(words.trim()));
  return (
    <>
      <p className="mks-note">{t.namesLead}</p>
      <div className={classes.head}>
        <TextInput
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={18} />}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ExportMenu list="law-abbreviations" filter={{}} />
        {list.can_edit && (
          <Button leftSection={<IconPlus size={20} />} onClick={() => setEditing('new')}>
            {t.add}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <p className="mks-note">{t.nothing}</p>
      ) : (
        <DataList
          label={t.names}
          rows={shown}
          rowKey={({ abbreviation }) => abbreviation}
          columns={[
            { key: 'short', title: t.abbreviation, main: true, render: ({ abbreviation }) => abbreviation },
            { key: 'title', title: t.lawTitle, render: ({ title }) => title },
            {
              key: 'code',
              title: t.document,
              firm: true,
              render: ({ code }) =>
                code === null ? (
                  <small>{t.notImported}</small>
                ) : (
                  <Link to="/d/$code" params={{ code }} className={classes.link}>
                    {code}
                  </Link>
                ),
            },
            ...(list.can_edit
              ? [
                  {
                    key: 'deeds',
                    title: t.deeds,
                    wide: true,
                    render: (one: Abbreviation) => (
                      <Group gap="xs" wrap="nowrap">
                        <ActionIcon
                          variant="subtle"
                          size="xl"
                          aria-label={t.edit(one.abbreviation)}
                          onClick={() => setEditing(one)}
                        >
                          <IconPencil size={20} />
                        </ActionIcon>
                        <ActionIcon
                          variant="subtle"
                          color="red"
                          size="xl"
                          aria-label={t.remove(one.abbreviation)}
                          loading={remove.isPending && remove.variables === one}
                          onClick={() => remove.mutate(one)}
                        >
                          <IconTrash size={20} />
                        </ActionIcon>
                      </Group>
                    ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {editing !== null && <Editing entry={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}

function Editing({ entry, onClose }: { entry: Abbreviation | null; onClose: () => void }) {
  const t = useTexts(texts);
  const [short, setShort] = useState(entry?.abbreviation ?? '');
  const [title, setTitle] = useState(entry?.title ?? '');
  const save = useMutation({
    mutationFn: () => put(short.trim(), title),
    onSuccess: (next) => {
      lawsChanged(next);
      showToast(t.saved);
      onClose();
    },
  });
  const problem = save.error ? asProblem(save.error) : null;
  const faultOf = (field: string) => problem?.fields.find((fault) => fault.field === field)?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={entry ? t.edit(entry.abbreviation) : t.add}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={t.abbreviation}
            description={t.abbreviationHint}
            required
            maxLength={60}
            disabled={entry !== null}
            value={short}
            onChange={(event) => setShort(event.currentTarget.value)}
            error={faultOf('abbreviation')}
          />
          <TextInput
            label={t.lawTitle}
            description={t.lawTitleHint}
            required
            maxLength={300}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            error={faultOf('title')}
          />
          {problem && problem.fields.length === 0 && <p role="alert">{problem.detail || problem.title}</p>}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t.cancel}
            </Button>
            <Button type="submit" loading={save.isPending} disabled={short.trim() === '' || title.trim() === ''}>
              {t.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
