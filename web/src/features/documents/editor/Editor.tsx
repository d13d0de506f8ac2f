import { Select, Skeleton, Textarea, TextInput } from '@mantine/core';
import { lazy, Suspense, useEffect, useEffectEvent, useState } from 'react';
import { usePreferences } from '@/lib/preferences';
import { showInstant } from '@/lib/dates';
import { useTexts } from '@/lib/texts';
import { useMe } from '@/api/me';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { IMPORTANCES, type DocumentView, type DraftView } from '../api';
import type { LawParts } from '../regulation/parts';
import type { SopParts } from '../sop/parts';
import { names } from '../sop/names/texts';
import { texts as shared } from '../texts';
import { Aside } from './Aside';
import { BodyField } from './BodyField';
import { contentOf, sameContent, type Content } from './content';
import classes from './Editor.module.css';
import { EditorActions, EditorBack } from './EditorActions';
import type { Kept } from './kept';
import { LeaveGuard } from './LeaveGuard';
import { plainBreaks, withOldLineBreaks } from './markdown/lines';
import { Notice } from './Notice';
import { SaveMark } from './SaveMark';
import type { EditingSession } from './session';
import { newTitle, texts } from './texts';
import { useEditing } from './useEditing';

// Fetched when two people's texts meet, which only an answer of the server tells.
const TextConflict = lazy(async () => ({ default: (await import('./TextConflict')).TextConflict }));
const LawFields = lazy(async () => ({ default: (await import('../regulation/LawFields')).LawFields }));
const SopFields = lazy(async () => ({ default: (await import('../sop/SopFields')).SopFields }));

interface EditorProps {
  /** Null until a new document was first saved. */
  document: DocumentView | null;
  kind: string;
  id: string;
  draft: DraftView | null;
  /** What an earlier visit could not save. */
  kept: Kept | null;
  onBegun: () => void;
}

/** A text and everything that can be done to it while it is written. */
export function Editor({ document, kind, id, draft, kept, onBegun }: EditorProps) {
  const t = useTexts(texts);
  const me = useMe();
  const { session, content, save, draft: now } = useEditing({ person: me.id, kind, id, draft });
  const [addresses] = useState(() => new Map(Object.entries(draft?.attachments ?? {})));
  const [aside, setAside] = useState<Content | null>(null);
  const [looking, setLooking] = useState(true);
  // The fields are drawn anew when the text is replaced as a whole.
  const [epoch, setEpoch] = useState(0);
  const exists = now?.exists === true;
  const [existed] = useState(draft?.exists === true);
  const begun = useEffectEvent(onBegun);
  useEffect(() => {
    // From the first save on there is a draft to publish or discard: the buttons are asked for anew.
    if (exists && !existed) begun();
  }, [exists, existed]);
  const replace = (next: Content, act: () => void, left: Content | null) => {
    act();
    if (left && !sameContent(left, next)) setAside(left);
    setEpoch((before) => before + 1);
  };
  const conflict = save.kind === 'conflict' ? save.theirs : null;
  return (
    <Page
      title={document ? t.editTitle(document.code) : newTitle(t, kind)}
      above={<EditorBack document={document} />}
      actions={<EditorActions document={document} session={session} draft={now} />}
    >
      <LeaveGuard session={session} />
      <div className={classes.top}>
        <div className={classes.state}>
          <SaveMark save={save} session={session} />
          {save.kind === 'refused' && <span role="alert">{save.problem.detail || save.problem.title}</span>}
        </div>
      </div>
      <div className={classes.fields}>
        <KeptNotice kept={kept} session={session} onRestored={() => setEpoch((before) => before + 1)} />
        {conflict && !looking && (
          <Notice
            title={conflict.exists ? t.conflictTitle : t.conflictPublished}
            lead={t.conflictLeadPlain}
            actions={[{ label: t.conflictShow, act: () => setLooking(true) }]}
          />
        )}
        {aside && <Aside content={aside} onDrop={() => setAside(null)} />}
        <Fields
          key={epoch}
          content={content}
          session={session}
          addresses={addresses}
          save={save}
          onReplaced={() => setEpoch((before) => before + 1)}
        />
      </div>
      {conflict && looking && (
        <Suspense fallback={null}>
          <TextConflict
            base={session.conflictBase}
            mine={content}
            theirs={conflict}
            onClose={() => setLooking(false)}
            onChoose={(chosen, left) => {
              Object.entries(conflict.attachments).forEach(([key, url]) => addresses.set(key, url));
              replace(chosen, () => session.settle(chosen), left);
              if (left === null) showToast(t.merged);
            }}
          />
        </Suspense>
      )}
    </Page>
  );
}

interface FieldsProps {
  content: Content;
  session: EditingSession;
  addresses: Map<string, string>;
  save: ReturnType<typeof useEditing>['save'];
  onReplaced: () => void;
}

function Fields({ content, session, addresses, save, onReplaced }: FieldsProps) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const p = useTexts(names);
  const [summary] = useState(content.summary);
  const faults = save.kind === 'refused' ? save.problem.fields : [];
  const faultOf = (field: string) => faults.find((fault) => fault.field === `content.${field}`)?.message;
  return (
    <>
      <TextInput
        id="document-title"
        className={classes.title ?? ''}
        label={t.fieldTitle}
        placeholder={t.titlePlaceholder}
        maxLength={300}
        value={content.title}
        onChange={(event) => session.change({ title: event.currentTarget.value })}
        error={faultOf('title')}
      />
      <div className={classes.pair}>
        <Textarea
          id="document-summary"
          label={t.fieldSummary}
          description={t.summaryHint}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          value={plainBreaks(content.summary)}
          onChange={(event) => session.change({ summary: withOldLineBreaks(summary, event.currentTarget.value) })}
          error={faultOf('summary')}
        />
        <Select
          label={s.importance}
          allowDeselect={false}
          data={IMPORTANCES.map((value) => ({ value, label: s.importances[value] }))}
          value={content.importance}
          onChange={(value) => value && session.change({ importance: value })}
        />
        <Select
          label={t.language}
          allowDeselect={false}
          data={(['ja', 'en'] as const).map((value) => ({ value, label: s.languages[value] }))}
          value={content.language}
          onChange={(value) => value && session.change({ language: value })}
        />
      </div>
      {hasParts(content) && (
        <Suspense fallback={<Skeleton height={420} radius="md" aria-label={t.loadingEditor} />}>
          <SopFields content={content} session={session} addresses={addresses} faultOf={faultOf} />
        </Suspense>
      )}
      {isLaw(content) ? (
        <Suspense fallback={<Skeleton height={420} radius="md" aria-label={t.loadingEditor} />}>
          <LawFields
            content={content}
            session={session}
            addresses={addresses}
            faultOf={faultOf}
            onReplaced={onReplaced}
          />
        </Suspense>
      ) : (
        <BodyField
          {...(hasParts(content) ? { label: p.notes } : {})}
          body={content.body}
          addresses={addresses}
          onChange={(body) => session.change({ body })}
        />
      )}
      {faultOf('body') && <p role="alert">{faultOf('body')}</p>}
    </>
  );
}

interface KeptNoticeProps {
  kept: Kept | null;
  session: EditingSession;
  onRestored: () => void;
}

/** Offers what an earlier visit could not save; where somebody else has written since, as a conflict with both texts. */
function KeptNotice({ kept, session, onRestored }: KeptNoticeProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const [open, setOpen] = useState(kept !== null);
  if (!kept || !open) return null;
  return (
    <Notice
      title={t.keptTitle}
      lead={t.keptLead(showInstant(kept.at, language))}
      actions={[
        {
          label: t.keptDrop,
          act: () => {
            session.dropKept();
            setOpen(false);
          },
        },
        {
          label: t.keptRestore,
          act: () => {
            session.restore(kept);
            setOpen(false);
            onRestored();
            showToast(t.restored);
          },
        },
      ]}
    />
  );
}

const isLaw = (content: Content): content is Content & LawParts => content.law_id !== undefined;
const hasParts = (content: Content): content is Content & SopParts => content.steps !== undefined;

/** What is kept is worth offering when the server does not have it. */
export function worthOffering(kept: Kept | null, draft: DraftView | null): Kept | null {
  if (!kept) return null;
  return draft && sameContent(kept.content, contentOf(draft)) ? null : kept;
}
