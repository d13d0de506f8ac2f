import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import type { LawFacts } from './queries';
import classes from './Regulation.module.css';
import { texts } from './texts';

/** Who issued it under which number; behind that line since when it holds, for what, where it comes from. */
export function LawFactsList({ facts, summary }: { facts: LawFacts; summary: string }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const lead = [facts.issuer, facts.law_number].filter((word) => word !== '').join('\u3000');
  const day = (value: string | null) => value && showDay(startOfDay(value), language);
  const told: [string, ReactNode][] = [
    [t.issuer, facts.issuer],
    [t.lawNumber, facts.law_number],
    [t.effective, day(facts.effective_on)],
    [t.promulgated, day(facts.promulgated_on)],
    [t.revised, day(facts.revised_on)],
    [t.scope, facts.applicable_scope.join('・')],
    [t.standing, facts.standing],
    [t.revision, facts.revision],
    [t.source, facts.source],
    [
      t.url,
      facts.url && (
        <a href={facts.url} target="_blank" rel="noopener noreferrer" className={classes.outside}>
          {t.original}
          <IconExternalLink size={16} aria-hidden />
        </a>
      ),
    ],
  ];
  const shown = told.filter(([, value]) => value !== null && value !== '');
  const list = (
    <dl>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
  return (
    <>
      {shown.length > 0 && (
        <section className={classes.facts} aria-label={t.facts}>
          <details>
            <summary>
              {t.facts}
              <span>{lead}</span>
            </summary>
            {list}
          </details>
        </section>
      )}
      {summary && summary !== lead && <p className={classes.summary}>{summary}</p>}
      {facts.appendices.length > 0 && (
        <details className={classes.appendices}>
          <summary>
            {t.appendices} {facts.appendices.length}
          </summary>
          <p className="mks-note">{t.appendicesLead}</p>
          <p>{facts.appendices.join('・')}</p>
        </details>
      )}
    </>
  );
}
