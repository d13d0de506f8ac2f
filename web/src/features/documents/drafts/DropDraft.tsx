import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, ifMatch } from '@/api/client';
import { asProblem, type Problem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { showToast } from '@/ui/toastStore';
import type { DraftRow } from './queries';
import { texts } from './texts';

interface DropDraftProps {
  /** The draft asked about; null while there is no question. */
  draft: DraftRow | null;
  onClose: () => void;
}

/** Asks, then throws a draft away: a revision for good, a document that was never published into the bin. */
export function DropDraft({ draft, onClose }: DropDraftProps) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const [problem, setProblem] = useState<Problem | null>(null);
  // While the window closes it still says what it was about.
  const [asked, setAsked] = useState(draft);
  if (draft !== null && draft !== asked) {
    setAsked(draft);
    setProblem(null);
  }
  const drop = useMutation({
    mutationFn: ({ document_id: ref, version, can }: DraftRow) =>
      can.discard
        ? answer(
            api.DELETE('/api/v1/documents/{ref}/draft', {
              params: { path: { ref } },
              headers: ifMatch(version),
            }),
          )
        : answer(api.POST('/api/v1/documents/{ref}/bin', { params: { path: { ref } } })),
    onMutate: () => setProblem(null),
    onSuccess: (_, { can }) => {
      void client.invalidateQueries({ queryKey: ['documents'] });
      showToast(can.discard ? t.discarded : t.binned);
      onClose();
    },
    onError: (cause) => {
      const refusal = asProblem(cause);
      if (refusal.status !== 412) {
        setProblem(refusal);
        return;
      }
      void client.invalidateQueries({ queryKey: ['documents', 'drafts'] });
      showToast(t.stale, { tone: 'attention' });
      onClose();
    },
  });
  if (asked === null) return null;
  const title = asked.title || t.untitled;
  const discard = asked.can.discard;
  return (
    <ConfirmDialog
      opened={draft !== null}
      title={discard ? t.discardTitle(title) : t.binTitle(title)}
      confirm={discard ? t.discard : t.bin}
      danger
      pending={drop.isPending}
      problem={problem}
      onConfirm={() => drop.mutate(asked)}
      onCancel={onClose}
    >
      <p className="mks-note">{discard ? t.discardLead : t.binLead}</p>
    </ConfirmDialog>
  );
}
