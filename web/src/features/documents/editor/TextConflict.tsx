import { Button, Group, Stack, Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { showInstant } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { Dialog } from '@/ui/Dialog';
import { useIsPhone } from '@/ui/useIsPhone';
import type { DraftView } from '../api';
import { wordsOf } from '../sop/words';
import { lawNames } from '../regulation/names/texts';
import { names as partNames } from '../sop/names/texts';
import { texts as shared } from '../texts';
import { contentOf, sameValue, type Content } from './content';
import { diffWords, type Op } from './diff';
import classes from './Editor.module.css';
import { mergeContents } from './merge';
import { texts } from './texts';

interface TextConflictProps {
  base: Content;
  mine: Content;
  theirs: DraftView;
  onClose: () => void;
  /** Goes on with `content`; `aside` is the text that was not chosen, null when nothing of it is missing. */
  onChoose: (content: Content, aside: Content | null) => void;
}

/** Both texts, what differs word by word, and three ways on; none of them loses a word. */
export function TextConflict({ base, mine, theirs, onClose, onChoose }: TextConflictProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const other = useMemo(() => contentOf(theirs), [theirs]);
  const merged = useMemo(() => mergeContents(base, mine, other), [base, mine, other]);
  const lead =
    theirs.exists && theirs.updated_by && theirs.updated_at
      ? t.conflictLead(theirs.updated_by.name, showInstant(theirs.updated_at, language))
      : t.conflictLeadPlain;
  return (
    <Dialog opened onClose={onClose} title={theirs.exists ? t.conflictTitle : t.conflictPublished} size="xl">
      <Stack gap="md">
        <p className="mks-note">
          {lead} {merged.clashes === 0 ? t.mergeClean : t.mergeClash(merged.clashes)}
        </p>
        <Sides mine={mine} theirs={other} />
        <p className="mks-note">{t.choiceHint}</p>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => onChoose(other, mine)}>
            {t.keepTheirs}
          </Button>
          <Button variant="default" onClick={() => onChoose(mine, other)}>
            {t.keepMine}
          </Button>
          <Button data-autofocus onClick={() => onChoose(merged.content, null)}>
            {t.mergeBoth}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** The fields that differ: side by side at the desk, one after the other on the phone. */
function Sides({ mine, theirs }: { mine: Content; theirs: Content }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const p = useTexts(partNames);
  const l = useTexts(lawNames);
  const phone = useIsPhone();
  const [side, setSide] = useState<string | null>('mine');
  const names: Record<keyof Content, string> = {
    ...l,
    title: t.fieldTitle,
    summary: t.fieldSummary,
    importance: s.importance,
    language: t.language,
    purpose: p.purpose,
    scope: p.scope,
    steps: p.steps,
    checklist: p.checklist,
    precautions: p.precautions,
    references: p.references,
    body: t.fieldBody,
  };
  const words = (field: keyof Content, content: Content) =>
    field === 'importance'
      ? s.importances[content.importance]
      : field === 'language'
        ? s.languages[content.language]
        : wordsOf(content, field, p);
  const fields = (Object.keys(names) as (keyof Content)[]).filter((field) => !sameValue(mine[field], theirs[field]));
  const parts = fields.map((field) => ({
    name: names[field],
    ops: diffWords(words(field, theirs), words(field, mine)),
  }));
  const column = (which: 'mine' | 'theirs') =>
    parts.map(({ name, ops }) => (
      <div key={name}>
        <strong>{name}</strong>
        <Marked ops={ops} without={which === 'mine' ? 'delete' : 'insert'} />
      </div>
    ));
  if (phone) {
    return (
      <Tabs value={side} onChange={setSide}>
        <Tabs.List grow>
          <Tabs.Tab value="mine">{t.mine}</Tabs.Tab>
          <Tabs.Tab value="theirs">{t.theirs}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="mine" className={classes.side}>
          {column('mine')}
        </Tabs.Panel>
        <Tabs.Panel value="theirs" className={classes.side}>
          {column('theirs')}
        </Tabs.Panel>
      </Tabs>
    );
  }
  return (
    <div className={classes.sides}>
      {(['mine', 'theirs'] as const).map((which) => (
        <section key={which} className={classes.side} aria-label={t[which]} tabIndex={0}>
          <h3>{t[which]}</h3>
          {column(which)}
        </section>
      ))}
    </div>
  );
}

/** Longer stretches that are the same on both sides are left out but for their ends. */
const SAME_SHOWN = 120;

function Marked({ ops, without }: { ops: Op<string>[]; without: 'insert' | 'delete' }) {
  return (
    <p className={classes.marked}>
      {ops.map(({ op, items }, at) => {
        const text = items.join('');
        if (op === without) return null;
        if (op !== 'equal') return <mark key={at}>{text}</mark>;
        return text.length > SAME_SHOWN * 2 ? `${text.slice(0, SAME_SHOWN)} … ${text.slice(-SAME_SHOWN)}` : text;
      })}
    </p>
  );
}
