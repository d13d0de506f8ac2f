import { Button, Title } from '@mantine/core';
import { IconArrowsDiff, IconBook, IconCalendarX, IconCopyPlus, IconFileTypePdf } from '@tabler/icons-react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Pill } from '@/ui/Pill';
import type { DocumentView, EditionRow } from '../api';
import { makePdf } from '../pdf';
import classes from './History.module.css';
import { texts } from './texts';

const TONES = {
  in_review: 'attention',
  scheduled: 'attention',
  in_force: 'good',
  ended: 'plain',
  returned: 'plain',
  withdrawn: 'plain',
} as const;

interface EditionCardProps {
  document: DocumentView;
  edition: EditionRow;
  /** The numbered edition before this one. */
  before: EditionRow | undefined;
  onRead: () => void;
  onCopy: () => void;
  onWithdraw: () => void;
}

/** What an edition is called in the history. */
export function useEditionName(): (edition: EditionRow) => string {
  const t = useTexts(texts);
  return ({ no }) => (no === null ? t.noNumber : t.edition(no));
}

/** One edition: since when, by whom, why, and what can be done with it. */
export function EditionCard({ document, edition, before, onRead, onCopy, onWithdraw }: EditionCardProps) {
  const t = useTexts(texts);
  const name = useEditionName()(edition);
  const told = edition.no === null ? `${name}(${t.phases[edition.phase]})` : name;
  const current = edition.phase === 'in_force';
  return (
    <li className={classes.edition} data-current={current || undefined}>
      <div className={classes.head}>
        <Title order={2} className={classes.name}>
          {name}
        </Title>
        <Pill tone={TONES[edition.phase]}>{t.phases[edition.phase]}</Pill>
        <Pill>{edition.no === 1 ? t.first : edition.is_material ? t.material : t.editorial}</Pill>
      </div>
      <Facts edition={edition} />
      <div className={classes.deeds}>
        {edition.no === null ? (
          <Button variant="default" leftSection={<IconBook size={18} />} aria-label={t.readOf(told)} onClick={onRead}>
            {t.read}
          </Button>
        ) : (
          <ButtonLink
            to="/d/$code"
            params={{ code: document.code }}
            search={current ? {} : { edition: edition.no }}
            variant="default"
            leftSection={<IconBook size={18} />}
            aria-label={t.readOf(told)}
          >
            {t.read}
          </ButtonLink>
        )}
        {before && (
          <ButtonLink
            to="/d/$code/compare"
            params={{ code: document.code }}
            search={{ from: before.id, to: edition.id }}
            variant="default"
            leftSection={<IconArrowsDiff size={18} />}
            aria-label={t.changesOf(told)}
          >
            {t.changes}
          </ButtonLink>
        )}
        {edition.no !== null && edition.phase !== 'scheduled' && (
          <PdfButton document={document} no={edition.no} told={told} />
        )}
        {document.can.edit && !current && (
          <Button
            variant="subtle"
            leftSection={<IconCopyPlus size={18} />}
            aria-label={t.copyOf(told)}
            onClick={onCopy}
          >
            {t.copy}
          </Button>
        )}
        {edition.can_withdraw && (
          <Button
            variant="subtle"
            color="red"
            leftSection={<IconCalendarX size={18} />}
            aria-label={t.withdrawOf(told)}
            onClick={onWithdraw}
          >
            {t.withdraw}
          </Button>
        )}
      </div>
    </li>
  );
}

function PdfButton({ document, no, told }: { document: DocumentView; no: number; told: string }) {
  const t = useTexts(texts);
  return (
    <Button
      variant="subtle"
      leftSection={<IconFileTypePdf size={18} />}
      aria-label={t.pdfOf(told)}
      onClick={() => void makePdf(document.id, { edition: no })}
    >
      {t.pdf}
    </Button>
  );
}

function Facts({ edition }: { edition: EditionRow }) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const { in_force_from: from, in_force_until: until, writers, approved_by: approvers } = edition;
  const at = (instant: string) => showInstant(instant, language);
  const others = writers.filter(({ name }) => name !== edition.author.name);
  const dated = from === null ? null : until === null ? t.from(at(from)) : t.fromUntil(at(from), at(until));
  const facts = [
    dated === null ? { name: t.created, value: at(edition.created_at) } : { name: t.dates, value: dated },
    { name: t.reason, value: edition.reason ?? (edition.no === 1 ? '' : t.noReason) },
    { name: t.author, value: edition.author.name },
    { name: t.writers, value: others.map(({ name }) => name).join('・') },
    { name: t.approvers, value: approvers.map(({ name, role }) => t.approver(name, role)).join('・') },
  ];
  return (
    <dl className={classes.facts}>
      {facts
        .filter(({ value }) => value !== '')
        .map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
