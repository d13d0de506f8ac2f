import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { AuditFilters } from './AuditFilters';
import { AuditLine } from './AuditLine';
import classes from './Audit.module.css';
import { auditQuery, questions } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/audit');

export function AuditPage() {
  const t = useTexts(texts);
  const filter = route.useSearch();
  const query = useInfiniteQuery(auditQuery(filter));
  const filtered = Object.keys(filter).length > 0;
  const entries = query.data?.pages.flatMap((page) => page.items) ?? [];

  return (
    <Page title={t.title} lead={t.lead} actions={<ExportMenu list="audit" filter={questions(filter)} />}>
      <AuditFilters filter={filter} entries={entries} />
      <Loaded query={query} lines={8}>
        {() =>
          entries.length === 0 ? (
            <Message
              icon={<IconHistory size={32} />}
              title={filtered ? t.noneTitle : t.emptyTitle}
              detail={filtered ? t.noneDetail : t.emptyDetail}
              next={
                filtered && (
                  <ButtonLink variant="default" to="/audit" search={{}}>
                    {t.clear}
                  </ButtonLink>
                )
              }
            />
          ) : (
            <>
              <ol className={classes.list} aria-label={t.title}>
                {entries.map((entry) => (
                  <AuditLine key={entry.id} entry={entry} />
                ))}
              </ol>
              <MoreRows query={query} shown={entries.length} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
