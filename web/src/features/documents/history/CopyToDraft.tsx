import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Dialog } from '@/ui/Dialog';
import { showToast } from '@/ui/toastStore';
import { documentChanged, type DocumentView, type EditionRow } from '../api';
import { EditLink } from '../list/DocumentLink';
import { useEditionName } from './EditionCard';
import classes from './History.module.css';
import { texts } from './texts';

interface CopyToDraftProps {
  document: DocumentView;
  /** The edition asked about; null while there is no question. */
  edition: EditionRow | null;
  onClose: () => void;
}

/** Asks, then begins a draft with the text of an edition and leads to it. A draft that is open is never overwritten. */
export function CopyToDraft({ document, edition, onClose }: CopyToDraftProps) {
  const t = useTexts(texts);
  const nameOf = useEditionName();
  const navigate = useNavigate();
  // While the window closes it still says what it was about.
  const [asked, setAsked] = useState(edition);
  if (edition !== null && edition !== asked) setAsked(edition);
  const copy = useMutation({
    mutationFn: async (chosen: EditionRow) => {
      const path = { ref: document.id };
      const { version } = await answer(api.GET('/api/v1/documents/{ref}/draft', { params: { path } }));
      return answer(
        api.POST('/api/v1/documents/{ref}/editions/{edition_id}/copy-to-draft', {
          params: { path: { ...path, edition_id: chosen.id } },
          headers: ifMatch(version),
        }),
      );
    },
    onSuccess: () => {
      documentChanged();
      showToast(t.copied);
      void navigate({ to: '/d/$code/edit', params: { code: document.code } });
    },
  });
  if (asked === null) return null;
  const close = () => {
    copy.reset();
    onClose();
  };
  const title = t.copyTitle(nameOf(asked));
  if (document.draft) {
    return (
      <Dialog opened={edition !== null} onClose={close} title={title}>
        <p>{t.copyBlocked}</p>
        <div className={classes.foot}>
          <EditLink code={document.code}>{t.toDraft}</EditLink>
        </div>
      </Dialog>
    );
  }
  return (
    <ConfirmDialog
      opened={edition !== null}
      title={title}
      confirm={t.copy}
      pending={copy.isPending}
      problem={copy.error ? asProblem(copy.error) : null}
      onConfirm={() => copy.mutate(asked)}
      onCancel={close}
    >
      <p className="mks-note">{t.copyLead}</p>
    </ConfirmDialog>
  );
}
