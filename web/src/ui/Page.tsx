import { Group, Title } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import type { ReactNode } from 'react';
import classes from './Page.module.css';
import { texts } from './texts';

interface PageProps {
  title: string;
  lead?: ReactNode;
  /** What can be done on the page as a whole; stands beside the title. */
  actions?: ReactNode;
  /** Stands above the title, as the way back. */
  above?: ReactNode;
  /** Narrow pages are for reading and filling in, wide ones for lists. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The frame of every page inside the shell: its title in the tab and as the one h1. */
export function Page({ title, lead, actions, above, width = 'wide', children }: PageProps) {
  return (
    <div className={classes.page} data-width={width}>
      <DocumentTitle title={title} />
      {above}
      <header className={classes.head}>
        <div>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          {lead && <p className={classes.lead}>{lead}</p>}
        </div>
        {actions && <Group gap="sm">{actions}</Group>}
      </header>
      {children}
    </div>
  );
}

export function DocumentTitle({ title }: { title: string }) {
  const t = useTexts(texts);
  return <title>{`${title} | ${t.product}`}</title>;
}
