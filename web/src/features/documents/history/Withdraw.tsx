import { useMutation } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { showToast } from '@/ui/toastStore';
import { documentChanged, type DocumentView, type EditionRow } from '../api';
import { texts } from './texts';

interface WithdrawProps {
  document: DocumentView;
  /** The edition asked about; null while there is no question. */
  edition: EditionRow | null;
  onClose: () => void;
}

/** Asks, then takes an edition back before its day. */
export function Withdraw({ document, edition, onClose }: WithdrawProps) {
  const t = useTexts(texts);
  const withdraw = useMutation({
    mutationFn: (id: string) =>
      answer(
        api.POST('/api/v1/documents/{ref}/editions/{edition_id}/withdraw', {
          params: { path: { ref: document.id, edition_id: id } },
        }),
      ),
    onSuccess: (changed) => {
      documentChanged(changed);
      showToast(t.withdrawn);
      onClose();
    },
  });
  const close = () => {
    withdraw.reset();
    onClose();
  };
  return (
    <ConfirmDialog
      opened={edition !== null}
      title={t.withdrawTitle}
      confirm={t.withdraw}
      danger
      pending={withdraw.isPending}
      problem={withdraw.error ? asProblem(withdraw.error) : null}
      onConfirm={() => edition && withdraw.mutate(edition.id)}
      onCancel={close}
    >
      <p className="mks-note">{t.withdrawLead}</p>
    </ConfirmDialog>
  );
}
