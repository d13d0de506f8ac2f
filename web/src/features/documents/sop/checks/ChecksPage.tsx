import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { documentQuery, type DocumentView } from '../../api';
import pageClasses from '../../page/Page.module.css';
import { CancelDialog } from './CancelDialog';
import classes from './Checks.module.css';
import { runsQuery, type Run } from './queries';
import { RunCard } from './RunCard';
import { texts } from './texts';

const route = getRouteApi('/shell/d/$code/checks');

/** What was found when people went through the checklist of a procedure. */
export function ChecksPage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(documentQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/documents">{t.back}</ButtonLink>}>
      {(document) => <Checks document={document} />}
    </Loaded>
  );
}

function Checks({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const query = useInfiniteQuery(runsQuery(document.id));
  const [cancelling, setCancelling] = useState<Run | null>(null);
  return (
    <Page
      title={t.title(document.title)}
      lead={t.lead}
      above={
        <Link to="/d/$code" params={{ code: document.code }} className={pageClasses.back}>
          <IconArrowLeft size={18} aria-hidden />
          {t.back}
        </Link>
      }
      actions={
        <>
          <ExportMenu list="checklist-runs" filter={{ document: document.code }} />
          {document.edition !== null && (
            <ButtonLink to="/d/$code/steps" params={{ code: document.code }} variant="default">
              {t.start}
            </ButtonLink>
          )}
        </>
      }
    >
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const runs = pages.flatMap(({ items }) => items);
          if (runs.length === 0) return <Message title={t.none} detail={t.noneDetail} />;
          return (
            <>
              <ol className={classes.runs} aria-label={t.list}>
                {runs.map((run) => (
                  <RunCard key={run.id} run={run} onCancel={() => setCancelling(run)} />
                ))}
              </ol>
              <MoreRows query={query} shown={runs.length} />
            </>
          );
        }}
      </Loaded>
      {cancelling && <CancelDialog run={cancelling} onClose={() => setCancelling(null)} />}
    </Page>
  );
}
