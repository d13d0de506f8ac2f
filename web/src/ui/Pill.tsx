import type { ReactNode } from 'react';
import classes from './Pill.module.css';

interface PillProps {
  tone?: 'plain' | 'good' | 'attention' | 'danger';
  icon?: ReactNode;
  children: ReactNode;
}

/** A short state in words; the colour only repeats what the words say. */
export function Pill({ tone = 'plain', icon, children }: PillProps) {
  return (
    <span className={classes.pill} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}
