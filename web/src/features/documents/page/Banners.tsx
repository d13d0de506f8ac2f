import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, type ReactNode } from 'react';
import { answer, api } from '@/api/client';
import { showDay, showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import type { DocumentView, EditionRow } from '../api';
import { useDocumentVerb } from '../useDocumentVerb';
import classes from './Page.module.css';
import { texts } from './texts';

// Few documents wait for approval.
const ReviewBanner = lazy(async () => ({ default: (await import('../approvals/ReviewBanner')).ReviewBanner }));

interface BannerProps {
  tone: 'plain' | 'attention' | 'danger';
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}

function Banner({ tone, title, children, action }: BannerProps) {
  return (
    <div className={classes.banner} data-tone={tone} role="note" aria-label={title}>
      <div>
        <strong>{title}</strong>
        {children}
      </div>
      {action}
    </div>
  );
}

/** What a reader must know before reading: that the text no longer holds, or not yet, or is about to change. */
export function Banners({ document, asked }: { document: DocumentView; asked: number | undefined }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { state, draft, edition, next_edition: next } = document;
  const revised = draft !== null && edition !== null && state !== 'archived' && state !== 'binned';
  return (
    <>
      {state === 'archived' && <ArchivedBanner document={document} />}
      {state !== 'archived' && <SupersededBanner document={document} />}
      {state === 'binned' && <BinnedBanner document={document} />}
      {asked !== undefined && edition?.phase === 'ended' && (
        <Banner
          tone="attention"
          title={t.oldTitle(edition.no ?? asked)}
          action={
            <Link to="/d/$code" params={{ code: document.code }} search={{}} className={classes.link}>
              {t.toCurrent}
            </Link>
          }
        >
          <p>{t.oldLead}</p>
        </Banner>
      )}
      {document.in_review && (
        <Suspense>
          <ReviewBanner id={document.id} />
        </Suspense>
      )}
      {state === 'draft' && !document.in_review && (
        <Banner tone="attention" title={t.draftTitle}>
          <p>{document.can.publish ? t.draftLeadMay : t.draftLead}</p>
        </Banner>
      )}
      {next && <ScheduledBanner document={document} next={next} />}
      {revised && (
        <Banner tone="plain" title={t.revisingTitle}>
          <p>{t.revisingLead(draft.updated_by.name, showInstant(draft.updated_at, language))}</p>
        </Banner>
      )}
    </>
  );
}

function ArchivedBanner({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { superseded_by: successor, archived_at: at } = document;
  return (
    <Banner tone="danger" title={t.archivedTitle}>
      <p>{[at && t.archivedOn(showDay(at, language)), document.archived_reason].filter(Boolean).join('\n')}</p>
      {successor && (
        <p>
          {t.supersededBy}{' '}
          <Link to="/d/$code" params={{ code: successor.code }} className={classes.link}>
            {successor.code} {successor.title}
          </Link>
        </p>
      )}
    </Banner>
  );
}

/** A link is enough to say that another document in force took this one's place. */
function SupersededBanner({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const successors = document.links
    .filter(({ type, direction }) => type === 'supersedes' && direction === 'in')
    .map((link) => link.document)
    .filter(({ state }) => state === 'valid' || state === 'revising');
  if (successors.length === 0) return null;
  return (
    <Banner tone="danger" title={t.supersededTitle}>
      {successors.map(({ id, code, title }) => (
        <p key={id}>
          {t.supersededBy}{' '}
          <Link to="/d/$code" params={{ code }} className={classes.link}>
            {code} {title}
          </Link>
        </p>
      ))}
    </Banner>
  );
}

function BinnedBanner({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const restore = useDocumentVerb({
    run: () => answer(api.POST('/api/v1/documents/{ref}/restore', { params: { path: { ref: document.id } } })),
    done: t.restored,
  });
  return (
    <Banner
      tone="danger"
      title={t.binnedTitle}
      action={
        document.can.restore && (
          <Button loading={restore.isPending} onClick={() => restore.mutate()}>
            {t.restore}
          </Button>
        )
      }
    >
      <p>{t.binnedLead}</p>
    </Banner>
  );
}

function ScheduledBanner({ document, next }: { document: DocumentView; next: EditionRow }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const withdraw = useDocumentVerb({
    run: () =>
      answer(
        api.POST('/api/v1/documents/{ref}/editions/{edition_id}/withdraw', {
          params: { path: { ref: document.id, edition_id: next.id } },
        }),
      ),
    done: t.withdrawn,
  });
  return (
    <Banner
      tone="attention"
      title={t.scheduledTitle(next.in_force_from ? showInstant(next.in_force_from, language) : '')}
      action={
        next.can_withdraw && (
          <Button variant="default" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t.withdraw}
          </Button>
        )
      }
    >
      <p>{next.can_withdraw ? t.scheduledLead : document.edition === null ? t.scheduledFirst : ''}</p>
    </Banner>
  );
}
