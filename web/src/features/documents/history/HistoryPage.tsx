import { Group } from '@mantine/core';
import { IconArrowLeft, IconArrowsDiff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { ExportMenu } from '@/ui/ExportMenu';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Page } from '@/ui/Page';
import { documentQuery, type DocumentView, type EditionRow } from '../api';
import { DocumentDecisions } from '../approvals/DocumentDecisions';
import { EditLink } from '../list/DocumentLink';
import { CopyToDraft } from './CopyToDraft';
import { EditionCard } from './EditionCard';
import classes from './History.module.css';
import { editionsQuery, type HistoryNote } from './queries';
import { texts } from './texts';
import { Withdraw } from './Withdraw';

// The text of an edition is fetched when one is opened.
const EditionDialog = lazy(async () => ({ default: (await import('./EditionDialog')).EditionDialog }));
const route = getRouteApi('/shell/d/$code/history');

type Deed = { kind: 'read' | 'copy' | 'withdraw'; edition: EditionRow };

export function HistoryPage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(documentQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/documents">{t.back}</ButtonLink>}>
      {(document) => <History document={document} />}
    </Loaded>
  );
}

function History({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const query = useQuery(editionsQuery(document.code));
  const [deed, setDeed] = useState<Deed | null>(null);
  const none = () => setDeed(null);
  const doing = (kind: Deed['kind']) => (deed?.kind === kind ? deed.edition : null);
  const texted = (query.data?.items.length ?? 0) + (document.draft ? 1 : 0);
  return (
    <Page
      title={t.title(document.title)}
      lead={t.lead}
      above={
        <Link to="/d/$code" params={{ code: document.code }} className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={
        <Group gap="sm">
          <ExportMenu list="editions" filter={{ document: document.code }} />
          {texted > 1 && (
            <ButtonLink
              to="/d/$code/compare"
              params={{ code: document.code }}
              search={{}}
              variant="default"
              leftSection={<IconArrowsDiff size={20} />}
            >
              {t.compare}
            </ButtonLink>
          )}
        </Group>
      }
    >
      {document.draft && <DraftCard document={document} draft={document.draft} />}
      <Loaded query={query} lines={4}>
        {({ items, earlier }) => (
          <>
            {items.length === 0 && <p className="mks-note">{t.none}</p>}
            <ol className={classes.editions} aria-label={t.editions}>
              {items.map((edition, place) => (
                <EditionCard
                  key={edition.id}
                  document={document}
                  edition={edition}
                  before={items.slice(place + 1).find(({ no }) => no !== null)}
                  onRead={() => setDeed({ kind: 'read', edition })}
                  onCopy={() => setDeed({ kind: 'copy', edition })}
                  onWithdraw={() => setDeed({ kind: 'withdraw', edition })}
                />
              ))}
            </ol>
            {earlier.length > 0 && <Earlier notes={earlier} />}
            <DocumentDecisions id={document.id} />
          </>
        )}
      </Loaded>
      <CopyToDraft document={document} edition={doing('copy')} onClose={none} />
      <Withdraw document={document} edition={doing('withdraw')} onClose={none} />
      <Suspense>
        {deed?.kind === 'read' && (
          <EditionDialog
            code={document.code}
            kind={document.kind}
            id={document.id}
            edition={deed.edition}
            onClose={none}
          />
        )}
      </Suspense>
    </Page>
  );
}

function DraftCard({ document, draft }: { document: DocumentView; draft: NonNullable<DocumentView['draft']> }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <div className={classes.draft}>
      <Card title={`${t.draft} ${t.draftVersion(draft.version)}`}>
        <p className="mks-note">{t.draftSaved(draft.updated_by.name, showInstant(draft.updated_at, language))}</p>
        <div className={classes.deeds}>
          {document.can.edit && <EditLink code={document.code}>{t.draftEdit}</EditLink>}
          {document.edition && (
            <ButtonLink
              to="/d/$code/compare"
              params={{ code: document.code }}
              search={{ from: document.edition.id, to: 'draft' }}
              variant="default"
              leftSection={<IconArrowsDiff size={18} />}
            >
              {t.draftChanges}
            </ButtonLink>
          )}
        </div>
      </Card>
    </div>
  );
}

function Earlier({ notes }: { notes: readonly HistoryNote[] }) {
  const t = useTexts(texts);
  return (
    <div className={classes.earlier}>
      <Card title={t.earlier}>
        <p className="mks-note">{t.earlierLead}</p>
        <ol className={classes.notes}>
          {notes.map(({ at, author, reason }) => (
            <li key={`${at} ${author.name} ${reason}`}>
              <span className={classes.when}>
                <Instant at={at} />
              </span>
              <span>{author.name}</span>
              <span className={classes.reason}>{reason || t.noReason}</span>
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
