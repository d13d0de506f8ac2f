import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { Loaded } from '@/ui/Loaded';
import type { EditionRow } from '../api';
import { Body } from '../page/Body';
import classes from './History.module.css';
import { editionQuery } from './queries';
import { texts } from './texts';

interface EditionDialogProps {
  code: string;
  kind: string;
  id: string;
  edition: EditionRow;
  onClose: () => void;
}

// Fetched for regulations alone.
const EditionArticles = lazy(async () => ({
  default: (await import('../regulation/EditionArticles')).EditionArticles,
}));

function WholeText({ code, id }: { code: string; id: string }) {
  const query = useQuery(editionQuery(code, id));
  return (
    <Loaded query={query} lines={3}>
      {({ text }) => (
        <>
          {text.summary && <p className="mks-note">{text.summary}</p>}
          <Body html={text.body_html} />
        </>
      )}
    </Loaded>
  );
}

/** The text of an edition that has no number and so no address of its own: still to come, returned, withdrawn. */
export function EditionDialog({ code, kind, id, edition, onClose }: EditionDialogProps) {
  const t = useTexts(texts);
  const coming = edition.phase === 'scheduled' || edition.phase === 'in_review';
  return (
    <Dialog opened onClose={onClose} title={edition.title} size="xl">
      <p className={classes.warning} role="note">
        {`${t.phases[edition.phase]}: ${coming ? t.notYet : t.notUsed}`}
      </p>
      {kind === 'regulation' ? (
        <Suspense fallback={null}>
          <EditionArticles id={id} edition={edition.id} />
        </Suspense>
      ) : (
        <WholeText code={code} id={edition.id} />
      )}
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t.close}
        </Button>
      </div>
    </Dialog>
  );
}
