import { Button, Drawer } from '@mantine/core';
import { IconArrowsDiff, IconFileText, IconList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { useIsPhone } from '@/ui/useIsPhone';
import type { DocumentView } from '../api';
import { LazyDay } from '../dialogs/LazyDay';
import { Marks } from '../page/Marks';
import { Articles } from './Articles';
import { LawFactsList } from './LawFactsList';
import { articlesQuery, currentArticlesQuery, type ArticleRow } from './queries';
import classes from './Regulation.module.css';
import { texts } from './texts';
import { Tree } from './Tree';

const route = getRouteApi('/shell/d/$code');

/** A regulation: what it is, its tree of articles at the side, and its text, which comes as it is read. */
export function RegulationReader({ document }: { document: DocumentView }) {
  const edition = document.edition?.id ?? 'draft';
  const asked = route.useSearch();
  const current = document.edition !== null && asked.edition === undefined && asked.as_of === undefined;
  const one = useQuery({ ...articlesQuery(document.id, edition), enabled: !current });
  const inForce = useQuery({ ...currentArticlesQuery(document.code), enabled: current });
  const query = current ? inForce : one;
  return (
    <Loaded query={query} lines={6}>
      {({ facts, items, edition_id: shown }) => (
        <>
          <LawFactsList facts={facts} summary={document.summary} />
          <Tools document={document} />
          <Text document={document} edition={shown ?? edition} rows={items} />
        </>
      )}
    </Loaded>
  );
}

/** The date whose text is shown, and the way to the comparison. */
function Tools({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const { as_of: day } = route.useSearch();
  const navigate = route.useNavigate();
  if (document.edition === null) return null;
  const show = (wanted: string) =>
    void navigate({ search: wanted === '' ? {} : { as_of: wanted }, hash: (before) => before ?? '' });
  return (
    <div className={classes.tools}>
      <LazyDay label={t.asOf} value={day ?? ''} onChange={show} />
      {day !== undefined && (
        <Button variant="default" onClick={() => show('')}>
          {t.asOfClear}
        </Button>
      )}
      {(document.edition.no ?? 0) > 1 && (
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
    </div>
  );
}

interface TextProps {
  document: DocumentView;
  edition: string;
  rows: ArticleRow[];
}

function Text({ document, edition, rows }: TextProps) {
  const t = useTexts(texts);
  const phone = useIsPhone();
  const [opened, setOpened] = useState(false);
  useHash(rows);
  const anchors = useMemo(() => new Set(rows.map(({ anchor }) => anchor)), [rows]);
  const go = (anchor: string) => {
    setOpened(false);
    if (!anchors.has(anchor)) return;
    // The address names the article, so that it can be shared and Back leads here again.
    if (location.hash === `#${anchor}`) show(anchor);
    else location.hash = anchor;
  };
  if (rows.length === 0) {
    return <Message icon={<IconFileText size={40} />} title={t.empty} detail={document.can.edit && t.emptyNext} />;
  }
  return (
    <div className={classes.columns}>
      {phone ? (
        <>
          <Button className={classes.open ?? ''} leftSection={<IconList size={20} />} onClick={() => setOpened(true)}>
            {t.openTree}
          </Button>
          <Drawer
            opened={opened}
            onClose={() => setOpened(false)}
            title={t.tree}
            size="100%"
            closeButtonProps={{ 'aria-label': t.closeTree, size: 'xl' }}
          >
            <Tree rows={rows} onGo={go} />
          </Drawer>
        </>
      ) : (
        <aside className={classes.aside}>
          <Tree rows={rows} onGo={go} />
        </aside>
      )}
      <article className={classes.article} aria-label={t.text}>
        <Articles id={document.id} edition={edition} rows={rows} />
        {document.edition && <Marks document={document} />}
      </article>
    </div>
  );
}

const show = (anchor: string) => globalThis.document.getElementById(anchor)?.scrollIntoView({ block: 'start' });

/** Shows the article that the address names, when the page opens and whenever the address changes. */
function useHash(rows: readonly ArticleRow[]): void {
  const hash = useLocation({ select: (location) => location.hash });
  useEffect(() => {
    if (hash === '' || !rows.some(({ anchor }) => anchor === hash)) return;
    show(hash);
    // What stands above it comes in now and may push it away.
    const late = setTimeout(() => show(hash), 400);
    return () => clearTimeout(late);
  }, [hash, rows]);
}
