import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { showDay, startOfDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Instant } from '@/ui/Instant';
import { Pill } from '@/ui/Pill';
import { useIsPhone } from '@/ui/useIsPhone';
import type { DocumentView } from '../api';
import { texts as shared } from '../texts';
import classes from './Page.module.css';
import { texts } from './texts';

type Fact = [string, ReactNode];

/** The header strip: which text this is, since when it holds, who stands for it; the rest on demand on the phone. */
export function Facts({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const phone = useIsPhone();
  const first = useFirstFacts(document);
  const rest = useOtherFacts(document).filter(([, value]) => value !== null && value !== '');
  return (
    <section aria-label={t.facts} className={classes.facts}>
      <FactList facts={first} />
      {phone ? (
        <details>
          <summary>{t.moreFacts}</summary>
          <FactList facts={rest} />
        </details>
      ) : (
        <FactList facts={rest} />
      )}
    </section>
  );
}

function FactList({ facts }: { facts: Fact[] }) {
  const t = useTexts(texts);
  return (
    <dl>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? t.notSet}</dd>
        </div>
      ))}
    </dl>
  );
}

function useFirstFacts({ edition, next_review_on }: DocumentView): Fact[] {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { language } = usePreferences();
  const overdue = next_review_on !== null && startOfDay(next_review_on) < new Date().toISOString();
  return [
    [t.editionName, edition?.no ? s.edition(edition.no) : s.noEdition],
    [t.inForceFrom, edition?.in_force_from ? showDay(edition.in_force_from, language) : null],
    [t.approvedBy, edition?.approved_by.map(({ name }) => name).join('・') || null],
    [
      t.nextReview,
      next_review_on && (
        <>
          {showDay(startOfDay(next_review_on), language)}
          {overdue && <Pill tone="attention">{t.overdue}</Pill>}
        </>
      ),
    ],
  ];
}

function useOtherFacts(document: DocumentView): Fact[] {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { edition, project } = document;
  return [
    [t.kind, document.kind_name],
    [s.category, document.category?.name ?? null],
    [s.workTypes, document.work_types.map(({ name }) => name).join('・')],
    [
      s.project,
      project && (
        <Link to="/projects/$id" params={{ id: project.id }} className={classes.link}>
          {project.name}
        </Link>
      ),
    ],
    [t.section, document.work_section],
    [s.audience, s.audiences[document.audience]],
    [s.importance, s.importances[document.importance]],
    [s.owner, document.owner?.name ?? null],
    [t.creator, document.creator.name],
    [t.number, document.number],
    [t.aliases, document.aliases.join('・')],
    [s.tags, document.tags.join('・')],
    [t.reason, edition?.reason && `${edition.reason}(${edition.is_material ? t.material : t.editorial})`],
    [t.updated, <Instant key="updated" at={document.updated_at} />],
  ].map(([name, value]) => [name as string, value ?? null]);
}
