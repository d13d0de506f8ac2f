import { Button, Checkbox, Progress } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Loaded, Outline } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { Page } from '@/ui/Page';
import { documentQuery, keys, type DocumentView } from '../api';
import pageClasses from '../page/Page.module.css';
import { texts as shared } from '../texts';
import type { SopParts, Step } from './parts';
import classes from './Sop.module.css';
import { names } from './names/texts';
import { texts } from './texts';
import { useReading } from './useReading';

const loadForm = () => import('./checks/ChecklistForm');
const ChecklistForm = lazy(async () => ({ default: (await loadForm()).ChecklistForm }));

type EditionView = components['schemas']['EditionView'];
const route = getRouteApi('/shell/d/$code/steps');

const editionQuery = (ref: string, edition: string) =>
  queryOptions({
    queryKey: [...keys.one(ref), 'edition', edition],
    queryFn: () =>
      answer(
        api.GET('/api/v1/documents/{ref}/editions/{edition_id}', {
          params: { path: { ref, edition_id: edition } },
        }),
      ),
    staleTime: Infinity,
  });

/** The procedure in force, one step a card, for whoever stands before the work with a phone. */
export function StepsPage() {
  const t = useTexts(texts);
  const { code } = route.useParams();
  const query = useQuery(documentQuery(code));
  return (
    <Loaded query={query} lines={6} page={t.page} next={<ButtonLink to="/documents">{t.back}</ButtonLink>}>
      {(document) => <InForce document={document} />}
    </Loaded>
  );
}

function InForce({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const { edition } = document;
  const query = useQuery({ ...editionQuery(document.id, edition?.id ?? ''), enabled: edition !== null });
  const back = (
    <Link to="/d/$code" params={{ code: document.code }} className={pageClasses.back}>
      <IconArrowLeft size={18} aria-hidden />
      {t.back}
    </Link>
  );
  return (
    <Page
      title={t.cardsTitle(document.title)}
      lead={`${document.code} ${edition?.no ? s.edition(edition.no) : s.noEdition}`}
      above={back}
      width="narrow"
    >
      {edition === null || document.kind !== 'sop' ? (
        <Message title={t.noSteps} detail={t.noStepsDetail} />
      ) : (
        <Loaded query={query} lines={6}>
          {(found) => <Cards key={edition.id} document={document} found={found} id={edition.id} />}
        </Loaded>
      )}
    </Page>
  );
}

function Cards({ document, found, id }: { document: DocumentView; found: EditionView; id: string }) {
  const t = useTexts(texts);
  const n = useTexts(names);
  const parts = found.content as unknown as SopParts;
  const { at, done, go, mark, restart } = useReading(id, parts.steps.length);
  const top = useRef<HTMLDivElement>(null);
  // There may be no signal any more where the last card is reached.
  useEffect(() => void loadForm().catch(() => undefined), []);
  const moved = useRef(false);
  useEffect(() => {
    // The next card begins at its top, and a screen reader says so.
    if (moved.current) top.current?.focus();
  }, [at]);
  const turn = (to: number) => {
    moved.current = true;
    go(to);
  };
  const step = parts.steps[at];
  const last = at >= parts.steps.length;
  return (
    <>
      <Progress value={parts.steps.length > 0 ? (at / parts.steps.length) * 100 : 100} aria-label={n.steps} mb="md" />
      <div className={classes.card} ref={top} tabIndex={-1}>
        {step ? (
          <StepCard
            step={step}
            no={at + 1}
            all={parts.steps.length}
            pictures={found.attachments}
            done={done}
            mark={mark}
          />
        ) : (
          <EndCard document={document} edition={id} parts={parts} onDone={restart} />
        )}
      </div>
      <div className={classes.bar}>
        <Button variant="default" size="lg" disabled={at === 0} onClick={() => turn(at - 1)}>
          {t.previous}
        </Button>
        {last ? (
          <Button
            variant="default"
            size="lg"
            onClick={() => {
              moved.current = true;
              restart();
            }}
          >
            {t.again}
          </Button>
        ) : (
          <Button size="lg" onClick={() => turn(at + 1)}>
            {at === parts.steps.length - 1 ? t.toChecklist : t.next}
          </Button>
        )}
      </div>
    </>
  );
}

interface Marks {
  done: ReadonlySet<string>;
  mark: (id: string, on: boolean) => void;
}

interface StepCardProps extends Marks {
  step: Step;
  no: number;
  all: number;
  pictures: Record<string, string>;
}

/** One step: the hazard first. */
function StepCard({ step, no, all, pictures, done, mark }: StepCardProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  const picture = step.photo === null ? undefined : pictures[step.photo];
  return (
    <>
      <span className="mks-note">{t.place(no, all)}</span>
      <h2>{step.title}</h2>
      {step.hazard && (
        <p className={classes.hazard}>
          <strong>{n.hazard}</strong>
          {step.hazard}
        </p>
      )}
      {picture && <img src={picture} alt={t.photoOf(no)} />}
      {step.text && <p className={classes.words}>{step.text}</p>}
      {step.check && (
        <p className={classes.words}>
          <strong>{n.check}</strong> {step.check}
        </p>
      )}
      <p className={classes.facts}>
        {step.responsible && (
          <span>
            {n.responsible} {step.responsible}
          </span>
        )}
        {step.minutes !== null && <span>{n.duration(step.minutes)}</span>}
      </p>
      <Checkbox
        size="lg"
        label={t.done}
        checked={done.has(step.id)}
        onChange={(event) => mark(step.id, event.currentTarget.checked)}
      />
    </>
  );
}

interface EndCardProps {
  document: DocumentView;
  edition: string;
  parts: SopParts;
  /** The check is handed in: the next one begins at the first card. */
  onDone: () => void;
}

/** After the last step: what to be careful of, and the checklist to be handed in. */
function EndCard({ document, edition, parts, onDone }: EndCardProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  return (
    <>
      <h2>{parts.checklist.length > 0 ? n.checklist : t.finished}</h2>
      {parts.precautions.length > 0 && (
        <div className={classes.hazard}>
          <strong>{n.precautions}</strong>
          {parts.precautions.map(({ id, text }) => (
            <div key={id}>{text}</div>
          ))}
        </div>
      )}
      {parts.checklist.length > 0 && document.can.comment && (
        <Suspense fallback={<Outline lines={4} />}>
          <ChecklistForm document={document} edition={edition} checklist={parts.checklist} onDone={onDone} />
        </Suspense>
      )}
    </>
  );
}
