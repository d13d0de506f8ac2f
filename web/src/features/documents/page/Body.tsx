import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useRef, type MouseEvent } from 'react';
import { useTexts } from '@/lib/texts';
import classes from '../Body.module.css';
import { safeBody } from './safeBody';
import { texts } from './texts';

/** The text as the server rendered it. Links inside this application do not load it anew. */
export function Body({ html }: { html: string }) {
  const place = useRef<HTMLDivElement>(null);
  const router = useRouter();
  const t = useTexts(texts);
  const words = { table: t.table, code: t.code_block, missingImage: t.missingImage };
  const { table, code, missingImage } = words;
  useLayoutEffect(() => {
    place.current?.replaceChildren(safeBody(html, { table, code, missingImage }));
  }, [html, table, code, missingImage]);
  const follow = (event: MouseEvent) => {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    // Files are no pages of this application: they open beside it.
    if (!href?.startsWith('/') || href.startsWith('/api/') || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(href);
  };
  return <div ref={place} className={classes.text} onClick={follow} />;
}
