import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import classes from './HomePage.module.css';
import { texts } from './texts';

const SHOWN = 5;

/** What has come into force lately, of what the person may read. */
export function NewDocuments() {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const query = useQuery({
    queryKey: ['documents', 'home', 'new'],
    queryFn: () => answer(api.GET('/api/v1/documents', { params: { query: { limit: SHOWN } } })),
  });
  return (
    <Card
      title={t.newDocuments}
      actions={
        <ButtonLink to="/documents" variant="subtle" size="compact-md">
          {t.documentsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={3}>
        {({ items }) => (
          <Lines
            none={t.newDocumentsNone}
            lines={items.map(({ code, title, in_force_from }) => ({
              code,
              title,
              words: t.since(showDay(in_force_from, language)),
            }))}
          />
        )}
      </Loaded>
    </Card>
  );
}

/** What the person marked to find again. */
export function Favourites() {
  const t = useTexts(texts);
  const query = useQuery({
    queryKey: ['documents', 'home', 'favourites'],
    queryFn: () => answer(api.GET('/api/v1/documents', { params: { query: { favourites: true, limit: SHOWN } } })),
  });
  return (
    <Card
      title={t.favourites}
      actions={
        <ButtonLink to="/documents" search={{ favourites: true }} variant="subtle" size="compact-md">
          {t.documentsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) => (
          <Lines none={t.favouritesNone} lines={items.map(({ code, title }) => ({ code, title, words: code }))} />
        )}
      </Loaded>
    </Card>
  );
}

/** What the person has begun to write; nothing for those who do not write. */
export function Drafts() {
  const t = useTexts(texts);
  const may = useMay();
  const query = useQuery({
    queryKey: ['documents', 'home', 'drafts'],
    queryFn: () => answer(api.GET('/api/v1/drafts', { params: { query: { limit: SHOWN } } })),
    enabled: may('knowledge.write'),
  });
  if (!may('knowledge.write')) return null;
  return (
    <Card
      title={t.drafts}
      actions={
        <ButtonLink to="/drafts" variant="subtle" size="compact-md">
          {t.draftsAll}
        </ButtonLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={classes.calm}>{t.draftsNone}</p>
          ) : (
            <ul className={classes.list}>
              {items.map(({ document_id, code, title, updated_at }) => (
                <li key={document_id}>
                  <Link to="/d/$code/edit" params={{ code }} className={classes.notice}>
                    <strong>{title || t.untitled}</strong>
                    <span className={classes.when}>
                      <Instant at={updated_at} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function Lines({ lines, none }: { lines: { code: string; title: string; words: string }[]; none: string }) {
  if (lines.length === 0) return <p className={classes.calm}>{none}</p>;
  return (
    <ul className={classes.list}>
      {lines.map(({ code, title, words }) => (
        <li key={code}>
          <Link to="/d/$code" params={{ code }} className={classes.notice}>
            <strong>{title}</strong>
            <span className={classes.when}>{words}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
