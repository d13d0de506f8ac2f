import { lazy, Suspense } from 'react';

const ConflictSides = lazy(async () => ({ default: (await import('./ConflictSides')).ConflictSides }));

export interface ConflictLine {
  field: string;
  mine: string;
  theirs: string;
}

export interface ConflictDialogProps {
  /** Null while there is no conflict. */
  lines: ConflictLine[] | null;
  pending: boolean;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
  onCancel: () => void;
}

/** Both texts side by side, when somebody else saved first; its code comes when there is a conflict. */
export function ConflictDialog(props: ConflictDialogProps) {
  return <Suspense>{props.lines !== null && <ConflictSides {...props} />}</Suspense>;
}
