import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './Card.module.css';

interface CardProps {
  title?: string;
  actions?: ReactNode;
  tone?: 'plain' | 'attention' | 'danger';
  children: ReactNode;
}

/** A surface on the ground of the page, with a heading of the second level. */
export function Card({ title, actions, tone = 'plain', children }: CardProps) {
  return (
    <section className={classes.card} data-tone={tone}>
      {(title || actions) && (
        <div className={classes.head}>
          {title && (
            <Title order={2} className={classes.title}>
              {title}
            </Title>
          )}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
