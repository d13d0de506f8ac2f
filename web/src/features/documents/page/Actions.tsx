import { Button, Menu } from '@mantine/core';
import {
  IconArchive,
  IconArchiveOff,
  IconDots,
  IconEye,
  IconHistory,
  IconLink,
  IconPencil,
  IconPrinter,
  IconSettings,
  IconTrash,
  IconUpload,
  IconUsers,
} from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { showToast } from '@/ui/toastStore';
import type { DocumentView } from '../api';
import { useDocumentVerb } from '../useDocumentVerb';
import type { Printed } from '../pdf';
import { FavouriteButton } from './Marks';
import { texts } from './texts';

// Dialogs are fetched when one is opened.
const ArchiveDialog = lazy(async () => ({ default: (await import('../dialogs/ArchiveDialog')).ArchiveDialog }));
const GrantsDialog = lazy(async () => ({ default: (await import('../dialogs/GrantsDialog')).GrantsDialog }));
const LinkDialog = lazy(async () => ({ default: (await import('../dialogs/LinkDialog')).LinkDialog }));
const PropertiesDialog = lazy(async () => ({
  default: (await import('../dialogs/PropertiesDialog')).PropertiesDialog,
}));
const PublishDialog = lazy(async () => ({ default: (await import('../dialogs/PublishDialog')).PublishDialog }));
const VisibilityDialog = lazy(async () => ({
  default: (await import('../dialogs/VisibilityDialog')).VisibilityDialog,
}));

type Opened = 'archive' | 'grants' | 'link' | 'properties' | 'publish' | 'visibility' | 'discard' | null;

/** What this person may do with the document: the usual beside the title, the rest in a menu. */
export function Actions({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const router = useRouter();
  const [opened, setOpened] = useState<Opened>(null);
  const close = () => setOpened(null);
  const { can, code, draft } = document;
  const toEditor = (jump?: string) => router.history.push(`/d/${code}/edit${jump ? `#${jump}` : ''}`);
  return (
    <>
      <FavouriteButton document={document} />
      {can.edit && (
        <ButtonLink to="/d/$code/edit" params={{ code }} leftSection={<IconPencil size={20} />}>
          {draft ? t.continueDraft : t.edit}
        </ButtonLink>
      )}
      <MoreMenu document={document} onOpen={setOpened} />
      <Suspense>
        {opened === 'archive' && <ArchiveDialog document={document} onClose={close} />}
        {opened === 'grants' && <GrantsDialog document={document} onClose={close} />}
        {opened === 'link' && <LinkDialog document={document} onClose={close} />}
        {opened === 'properties' && <PropertiesDialog document={document} onClose={close} />}
        {opened === 'visibility' && <VisibilityDialog document={document} onClose={close} />}
        {opened === 'publish' && draft && (
          <PublishDialog
            document={document}
            version={draft.version}
            onClose={close}
            onJump={(field) => toEditor(field)}
            onPublished={close}
          />
        )}
      </Suspense>
      <DiscardDialog document={document} opened={opened === 'discard'} onClose={close} />
    </>
  );
}

function MoreMenu({ document, onOpen }: { document: DocumentView; onOpen: (opened: Opened) => void }) {
  const t = useTexts(texts);
  const router = useRouter();
  const throwAway = useThrowAway(document);
  // Fetched when it is asked for.
  const pdf = (printed: Printed) => void import('../pdf').then(({ makePdf }) => makePdf(document.id, printed));
  const unarchive = useDocumentVerb({
    run: () => answer(api.POST('/api/v1/documents/{ref}/unarchive', { params: { path: { ref: document.id } } })),
    done: t.unarchived,
  });
  const { can, code, draft, edition } = document;
  const number = edition?.no ?? null;
  const item = (shown: boolean, icon: typeof IconEye, label: string, act: () => void, danger = false) => {
    const Icon = icon;
    return (
      shown && (
        <Menu.Item leftSection={<Icon size={20} />} onClick={act} {...(danger ? { color: 'red' } : {})}>
          {label}
        </Menu.Item>
      )
    );
  };
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDots size={20} />}>
          {t.more}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item((can.publish || can.submit) && draft !== null, IconUpload, can.submit ? t.submit : t.publish, () =>
          onOpen('publish'),
        )}
        {item(can.change, IconSettings, t.properties, () => onOpen('properties'))}
        {item(can.change, IconLink, t.addLink, () => onOpen('link'))}
        {item(can.see_visibility, IconEye, t.visibility, () => onOpen('visibility'))}
        {item(can.grant, IconUsers, t.grants, () => onOpen('grants'))}
        {item(can.see_history, IconHistory, t.history, () => router.history.push(`/d/${code}/history`))}
        {item(edition !== null, IconPrinter, t.pdf, () => pdf(number === null ? {} : { edition: number }))}
        {item(draft !== null, IconPrinter, t.pdfDraft, () => pdf({ draft: true }))}
        {item(true, IconPrinter, t.print, () => window.print())}
        {item(can.archive, IconArchive, t.archive, () => onOpen('archive'))}
        {item(can.unarchive, IconArchiveOff, t.unarchive, () => unarchive.mutate())}
        {item(can.discard_draft && document.edition !== null, IconTrash, t.discardDraft, () => onOpen('discard'), true)}
        {item(can.bin, IconTrash, t.bin, () => throwAway.mutate(), true)}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Into the bin at once, with a way back in the toast. */
function useThrowAway(document: DocumentView) {
  const t = useTexts(texts);
  const router = useRouter();
  const params = { path: { ref: document.id } };
  const restore = useDocumentVerb({
    run: () => answer(api.POST('/api/v1/documents/{ref}/restore', { params })),
    done: t.restored,
    onDone: () => router.history.push(`/d/${document.code}`),
  });
  return useDocumentVerb({
    run: () => answer(api.POST('/api/v1/documents/{ref}/bin', { params })),
    onDone: () => {
      showToast(t.binned(document.title || document.code), {
        action: { label: t.undo, run: () => restore.mutate() },
      });
      router.history.push('/documents');
    },
  });
}

function DiscardDialog({
  document,
  opened,
  onClose,
}: {
  document: DocumentView;
  opened: boolean;
  onClose: () => void;
}) {
  const t = useTexts(texts);
  const discard = useDocumentVerb({
    run: () =>
      answer(
        api.DELETE('/api/v1/documents/{ref}/draft', {
          params: { path: { ref: document.id } },
          headers: ifMatch(document.draft?.version ?? 0),
        }),
      ),
    done: t.discarded,
    onDone: onClose,
    onRefused: () => undefined,
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={t.discardTitle}
      confirm={t.discardDraft}
      danger
      pending={discard.isPending}
      problem={discard.problem}
      onConfirm={() => discard.mutate()}
      onCancel={onClose}
    >
      <p>{t.discardLead}</p>
    </ConfirmDialog>
  );
}
