import { useRouter } from '@tanstack/react-router';
import type { MouseEvent, ReactNode } from 'react';
import classes from './InsideLink.module.css';

interface InsideLinkProps {
  /** A path of this application that comes from the server. */
  href: string;
  label?: string;
  onFollow?: () => void;
  children: ReactNode;
}

/** A link to a page that is known only at run time. An ordinary click stays inside the page; all others are the browser's. */
export function InsideLink({ href, label, onFollow, children }: InsideLinkProps) {
  const router = useRouter();
  const follow = (event: MouseEvent) => {
    onFollow?.();
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    router.history.push(href);
  };
  return (
    <a href={href} aria-label={label} className={classes.link} onClick={follow}>
      {children}
    </a>
  );
}
