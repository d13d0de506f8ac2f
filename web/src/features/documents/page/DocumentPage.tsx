import { Skeleton } from '@mantine/core';
import { IconArrowLeft, IconFileText } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { api } from '@/api/client';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { documentQuery, type DocumentView } from '../api';
import { ImportancePill, StandingPills } from '../DocumentPills';
import { texts as shared } from '../texts';
import { Actions } from './Actions';
import { Banners } from './Banners';
import { Body } from './Body';
import { Facts } from './Facts';
import { LinksCard } from './LinksCard';
import { currentArticlesQuery } from '../regulation/queries';
import { Marks } from './Marks';
import { Outline } from './Outline';
import classes from './Page.module.css';
import { texts } from './texts';

const Comments = lazy(() => import('../comments/Comments').then((module) => ({ default: module.Comments })));
const FilesCard = lazy(() => import('@/ui/files/list/FilesCard').then((module) => ({ default: module.FilesCard })));
const RelatedCard = lazy(() => import('@/ui/related/RelatedCard').then((module) => ({ default: module.RelatedCard })));
const ConfirmCards = lazy(() =>
  import('../distribution/ConfirmCards').then((module) => ({ default: module.ConfirmCards })),
);
const DistributionCard = lazy(() =>
  import('../distribution/DistributionCard').then((module) => ({ default: module.DistributionCard })),
);
// Fetched when a regulation is read.
const loadReader = () => import('../regulation/RegulationReader');
const RegulationReader = lazy(async () => ({ default: (await loadReader()).RegulationReader }));
/** So long the text of a law has the line for itself: readers come for the text, and what stands below it can wait. */
const LAW_FIRST_MS = 700;
const route = getRouteApi('/shell/d/$code');

/** A document by its code: the edition in force, or the one the address asks for. */
export function DocumentPage() {
  const { code } = route.useParams();
  const { edition, as_of: day } = route.useSearch();
  const query = useQuery(documentQuery(code, edition, day));
  const t = useTexts(texts);
  useEffect(() => {
    if (!/^REG-\d+$/.test(code)) return;
    // Together with the document, not after it.
    void loadReader().catch(() => undefined);
    if (edition === undefined && day === undefined) void queryClient.prefetchQuery(currentArticlesQuery(code));
  }, [code, edition, day]);
  const next =
    day === undefined ? (
      <ButtonLink to="/documents">{t.backToList}</ButtonLink>
    ) : (
      <ButtonLink to="/d/$code" params={{ code }} search={{}}>
        {t.toCurrent}
      </ButtonLink>
    );
  return (
    <Loaded query={query} lines={6} page={t.title} next={next}>
      {(document) => (
        <DocumentSheet
          key={document.id}
          document={document}
          asked={edition ?? (day === undefined ? undefined : (document.edition?.no ?? 0))}
        />
      )}
    </Loaded>
  );
}

/** Counts a view, once for each time the page is opened. */
function useOpened({ id, edition, state }: DocumentView): void {
  const counts = edition !== null && state !== 'binned';
  useEffect(() => {
    if (counts) {
      // A view that is not counted is nothing a reader should hear about.
      api.POST('/api/v1/documents/{ref}/opened', { params: { path: { ref: id } } }).catch(() => undefined);
    }
  }, [id, counts]);
}

/** What belongs to the document: files, links, related ones, who has read it, comments. */
function Below({ document }: { document: DocumentView }) {
  const living = document.state !== 'binned';
  return (
    <div className={classes.below}>
      <Suspense>
        <FilesCard documentId={document.id} />
      </Suspense>
      <LinksCard document={document} />
      {living && (
        <Suspense>
          <RelatedCard
            id={document.id}
            shownElsewhere={(item) => document.links.some((link) => link.document.id === item.id)}
          />
        </Suspense>
      )}
      {living && (
        <Suspense>
          <DistributionCard document={document} />
        </Suspense>
      )}
      <Suspense>{document.edition && <Comments document={document} />}</Suspense>
    </div>
  );
}

/** Whether what stands below the text is fetched already. */
function useBelow(kind: string): boolean {
  const law = kind === 'regulation';
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (!law) return;
    const soon = setTimeout(() => setOver(true), LAW_FIRST_MS);
    return () => clearTimeout(soon);
  }, [law]);
  return over || !law;
}

function DocumentSheet({ document, asked }: { document: DocumentView; asked: number | undefined }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  useOpened(document);
  const { edition, outline } = document;
  const heavy = document.importance === 'high' || document.importance === 'critical';
  const below = useBelow(document.kind);
  return (
    <Page
      title={document.title || document.code}
      lead={
        <span className={classes.lead}>
          {document.code}
          <span>{edition?.no ? s.edition(edition.no) : s.noEdition}</span>
          <StandingPills document={document} />
          {heavy && <ImportancePill importance={document.importance} />}
        </span>
      }
      above={
        <Link to="/documents" className={classes.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.backToList}
        </Link>
      }
      actions={
        <div className={classes.actions}>
          {document.kind === 'incident' && (
            <ButtonLink to="/incidents/$code" params={{ code: document.code }}>
              {t.incident}
            </ButtonLink>
          )}
          {document.kind === 'sop' && edition !== null && document.state !== 'binned' && (
            <>
              <ButtonLink to="/d/$code/steps" params={{ code: document.code }} variant="default">
                {t.cards}
              </ButtonLink>
              <ButtonLink to="/d/$code/checks" params={{ code: document.code }} variant="default">
                {t.checks}
              </ButtonLink>
            </>
          )}
          <Actions document={document} />
        </div>
      }
    >
      <Banners document={document} asked={asked} />
      {edition && asked === undefined && document.state !== 'binned' && (
        <Suspense>
          <ConfirmCards id={document.id} code={document.code} />
        </Suspense>
      )}
      <Facts document={document} />
      {document.kind === 'regulation' ? (
        <Suspense fallback={<Skeleton height={420} radius="md" />}>
          <RegulationReader document={document} />
        </Suspense>
      ) : (
        <div className={classes.columns} data-alone={outline.length < 2 || undefined}>
          <article className={classes.article} aria-label={t.body}>
            <div className={classes.measure}>
              {document.summary && <p className={classes.summary}>{document.summary}</p>}
              {document.body.trim() === '' ? (
                <Message
                  icon={<IconFileText size={40} />}
                  title={t.emptyBody}
                  detail={document.can.edit && t.emptyBodyNext}
                />
              ) : (
                <Body html={document.body_html} />
              )}
            </div>
            {edition && <Marks document={document} />}
          </article>
          <div className={classes.aside}>
            <Outline headings={outline} />
          </div>
        </div>
      )}
      {below && <Below document={document} />}
    </Page>
  );
}
