import { SegmentedControl, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { LANGUAGE_NAMES, setPreferences, usePreferences, type Language } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { DocumentTitle } from '@/ui/Page';
import { Logo } from '@/ui/Logo';
import classes from './EntranceFrame.module.css';
import { texts } from './texts';

interface EntranceFrameProps {
  title: string;
  lead: string;
  children: ReactNode;
}

const LANGUAGES = [
  { value: 'ja', label: <span lang="ja">{LANGUAGE_NAMES.ja}</span> },
  { value: 'en', label: <span lang="en">{LANGUAGE_NAMES.en}</span> },
];

/** The page around signing in: who we are on one side, the form on the other. */
export function EntranceFrame({ title, lead, children }: EntranceFrameProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  return (
    <div className={classes.frame}>
      <DocumentTitle title={title} />
      <aside className={classes.brand}>
        <Logo size={56} tone="light" />
        <p className={classes.tagline}>{t.tagline}</p>
        <p className={classes.promise}>{t.promise}</p>
        <Ridges />
      </aside>
      <main className={classes.main}>
        <div className={classes.form}>
          <Title order={1} className={classes.title}>
            {title}
          </Title>
          <p className={classes.lead}>{lead}</p>
          {children}
          <SegmentedControl
            className={classes.language}
            aria-label={t.language}
            data={LANGUAGES}
            value={language}
            onChange={(value) => setPreferences({ language: value as Language })}
          />
        </div>
      </main>
    </div>
  );
}

/** Mountains behind mountains, as seen from a site in the morning. */
function Ridges() {
  return (
    <svg className={classes.ridges} viewBox="0 0 600 260" preserveAspectRatio="none" aria-hidden="true">
      <path fill="#587733" d="M0 120 90 70l70 40 95-80 110 90 80-50 155 90v140H0z" />
      <path fill="#4d6a2c" d="M0 170 120 120l90 45 120-70 90 60 180-55v160H0z" />
      <path fill="#3a5023" d="M0 215c120-50 210-10 300-20s190-60 300-20v85H0z" />
    </svg>
  );
}
