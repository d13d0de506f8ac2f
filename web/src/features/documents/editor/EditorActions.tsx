import { Button } from '@mantine/core';
import { IconArrowLeft, IconSettings, IconTrash, IconUpload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { showToast } from '@/ui/toastStore';
import { documentChanged, documentQuery, type DocumentView, type DraftView } from '../api';
import page from '../page/Page.module.css';
import type { EditingSession } from './session';
import { texts } from './texts';

const PropertiesDialog = lazy(async () => ({
  default: (await import('../dialogs/PropertiesDialog')).PropertiesDialog,
}));
const PublishDialog = lazy(async () => ({ default: (await import('../dialogs/PublishDialog')).PublishDialog }));

export function EditorBack({ document }: { document: DocumentView | null }) {
  const t = useTexts(texts);
  return (
    <Link to={document ? '/d/$code' : '/documents'} params={{ code: document?.code ?? '' }} className={page.back}>
      <IconArrowLeft size={18} aria-hidden />
      {document ? t.back : t.backToList}
    </Link>
  );
}

interface EditorActionsProps {
  document: DocumentView | null;
  draft: DraftView | null;
  session: EditingSession;
}

type Opened = 'properties' | 'publish' | 'discard' | null;

/** Moves the focus to a field an edition still lacks. */
function jumpTo(field: string): void {
  const name = field.replace(/^content\./, '');
  const place = window.document.getElementById(`document-${name}`);
  place?.scrollIntoView({ block: 'center' });
  place?.focus();
}

/** Properties, publication and giving up; each saves first what is unsaved. */
export function EditorActions({ document: given, draft, session }: EditorActionsProps) {
  const t = useTexts(texts);
  const router = useRouter();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const id = draft?.document_id ?? given?.id ?? '';
  const { data: document = given } = useQuery({ ...documentQuery(id), enabled: id !== '' });
  const published = Boolean(document?.edition ?? document?.next_edition);
  const open = useMutation({
    mutationFn: async (what: Opened) => ((await session.begin()) && (await session.flush()) ? what : null),
    onSuccess: setOpened,
  });
  useEffect(() => {
    // From the page of the document, a field that is still to be filled in.
    const field = decodeURIComponent(window.location.hash.slice(1));
    if (field.startsWith('content.')) setTimeout(() => jumpTo(field), 300);
  }, []);
  return (
    <>
      {document && !published && document.can.bin && <BinButton document={document} session={session} />}
      {published && document?.can.discard_draft && draft?.exists && (
        <Button variant="subtle" color="red" leftSection={<IconTrash size={20} />} onClick={() => setOpened('discard')}>
          {t.discard}
        </Button>
      )}
      {(document === null || document.can.change) && (
        <Button
          variant="default"
          leftSection={<IconSettings size={20} />}
          loading={open.isPending && open.variables === 'properties'}
          onClick={() => open.mutate('properties')}
        >
          {t.properties}
        </Button>
      )}
      {(document?.can.publish || document?.can.submit) && (
        <Button
          leftSection={<IconUpload size={20} />}
          disabled={draft?.exists !== true && !session.isUnsaved}
          loading={open.isPending && open.variables === 'publish'}
          onClick={() => open.mutate('publish')}
        >
          {document.can.submit ? t.submit : t.publish}
        </Button>
      )}
      <Suspense>
        {document && opened === 'properties' && <PropertiesDialog document={document} onClose={close} />}
        {document && opened === 'publish' && (
          <PublishDialog
            document={document}
            version={session.version}
            onClose={close}
            onJump={(field) => {
              close();
              setTimeout(() => jumpTo(field), 50);
            }}
            onPublished={() => router.history.push(`/d/${document.code}`)}
          />
        )}
      </Suspense>
      {document && (
        <DiscardDialog document={document} session={session} opened={opened === 'discard'} onClose={close} />
      )}
    </>
  );
}

/** A draft that was never published goes into the bin as a whole, from where it can be taken back. */
function BinButton({ document, session }: { document: DocumentView; session: EditingSession }) {
  const t = useTexts(texts);
  const router = useRouter();
  const params = { path: { ref: document.id } };
  const restore = () =>
    void answer(api.POST('/api/v1/documents/{ref}/restore', { params })).then(
      (restored) => {
        documentChanged(restored);
        router.history.push(`/d/${document.code}/edit`);
      },
      (cause: unknown) => showToast(asProblem(cause).title, { tone: 'danger' }),
    );
  const bin = useMutation({
    mutationFn: async () => {
      await session.flush();
      return answer(api.POST('/api/v1/documents/{ref}/bin', { params }));
    },
    onSuccess: () => {
      documentChanged();
      showToast(t.binnedToast, { action: { label: t.undo, run: restore } });
      router.history.push('/drafts');
    },
    onError: (cause) => showToast(asProblem(cause).title, { tone: 'danger' }),
  });
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={20} />}
      loading={bin.isPending}
      onClick={() => bin.mutate()}
    >
      {t.bin}
    </Button>
  );
}

interface DiscardDialogProps {
  document: DocumentView;
  session: EditingSession;
  opened: boolean;
  onClose: () => void;
}

function DiscardDialog({ document, session, opened, onClose }: DiscardDialogProps) {
  const t = useTexts(texts);
  const router = useRouter();
  const discard = useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/documents/{ref}/draft', {
          params: { path: { ref: document.id } },
          headers: ifMatch(session.version),
        }),
      ),
    onSuccess: () => {
      session.forget();
      documentChanged();
      showToast(t.discarded);
      router.history.push(`/d/${document.code}`);
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t.discardTitle}
      confirm={t.discard}
      danger
      pending={discard.isPending}
      problem={discard.error ? asProblem(discard.error) : null}
      onConfirm={() => discard.mutate()}
      onCancel={onClose}
    >
      <p>{t.discardLead}</p>
    </ConfirmDialog>
  );
}
