import { Checkbox, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import type { Content } from '../editor/content';
import type { EditingSession } from '../editor/session';
import { UploadList } from '../editor/UploadList';
import { usePictures } from '../editor/usePictures';
import { ArticlePicker } from '../regulation/ArticlePicker';
import { newCheckItem, newPrecaution, newReference, newStep, type SopParts } from './parts';
import { RowList } from './RowList';
import classes from './Sop.module.css';
import { StepFields } from './StepFields';
import { names } from './names/texts';
import { texts } from './texts';

interface SopFieldsProps {
  content: Content & SopParts;
  session: EditingSession;
  addresses: Map<string, string>;
  /** What is wrong with a field, by its path in the content. */
  faultOf: (field: string) => string | undefined;
}

type Lists = Pick<SopParts, 'steps' | 'checklist' | 'precautions' | 'references'>;

/** The fields of a procedure: purpose, scope, steps, checklist, precautions, references. */
export function SopFields({ content, session, addresses, faultOf }: SopFieldsProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  const pictures = usePictures();
  const changer =
    <K extends keyof Lists>(field: K) =>
    (change: (rows: Lists[K]) => Lists[K]) =>
      session.change({ [field]: change((session.state.get().content[field] ?? []) as Lists[K]) });
  return (
    <>
      {(['purpose', 'scope'] as const).map((field) => (
        <Textarea
          key={field}
          label={n[field]}
          autosize
          minRows={2}
          maxRows={12}
          maxLength={4000}
          value={content[field]}
          onChange={(event) => session.change({ [field]: event.currentTarget.value })}
          error={faultOf(field)}
        />
      ))}
      <UploadList pictures={pictures} />
      <RowList
        title={n.steps}
        rows={content.steps}
        nameOf={n.step}
        add={{ label: t.addStep, after: t.addStepAfter, make: newStep }}
        onChange={changer('steps')}
      >
        {(step, at, change) => (
          <StepFields
            step={step}
            no={at + 1}
            change={change}
            faultOf={(field) => faultOf(`steps.${at}.${field}`)}
            addresses={addresses}
            pictures={pictures}
          />
        )}
      </RowList>
      {faultOf('steps') && <p role="alert">{faultOf('steps')}</p>}
      <RowList
        title={n.checklist}
        rows={content.checklist}
        nameOf={t.checkItem}
        add={{ label: t.addCheckItem, make: newCheckItem }}
        onChange={changer('checklist')}
      >
        {(item, at, change) => (
          <div className={classes.line}>
            <TextInput
              aria-label={t.checkItem(at + 1)}
              maxLength={300}
              value={item.text}
              onChange={(event) => change({ text: event.currentTarget.value })}
              error={faultOf(`checklist.${at}.text`)}
            />
            <Checkbox
              size="md"
              label={n.required}
              checked={item.required}
              onChange={(event) => change({ required: event.currentTarget.checked })}
            />
          </div>
        )}
      </RowList>
      <RowList
        title={n.precautions}
        rows={content.precautions}
        nameOf={t.precaution}
        add={{ label: t.addPrecaution, make: newPrecaution }}
        onChange={changer('precautions')}
      >
        {(item, at, change) => (
          <Textarea
            aria-label={t.precaution(at + 1)}
            autosize
            maxRows={8}
            maxLength={4000}
            value={item.text}
            onChange={(event) => change({ text: event.currentTarget.value })}
            error={faultOf(`precautions.${at}.text`)}
          />
        )}
      </RowList>
      <References content={content} onChange={changer('references')} faultOf={faultOf} />
    </>
  );
}

interface ReferencesProps {
  content: SopParts;
  onChange: (change: (rows: readonly SopParts['references'][number][]) => SopParts['references']) => void;
  faultOf: SopFieldsProps['faultOf'];
}

function References({ content, onChange, faultOf }: ReferencesProps) {
  const t = useTexts(texts);
  const n = useTexts(names);
  return (
    <RowList
      title={n.references}
      rows={content.references}
      nameOf={t.reference}
      add={{ label: t.addReference, make: newReference }}
      onChange={onChange}
    >
      {(item, at, change) => (
        <div className={classes.pair}>
          <TextInput
            label={t.referenceTitle(at + 1)}
            maxLength={300}
            value={item.title}
            onChange={(event) => change({ title: event.currentTarget.value })}
            error={faultOf(`references.${at}.title`)}
          />
          <TextInput
            label={t.referenceTarget(at + 1)}
            description={t.referenceHint}
            maxLength={1000}
            value={item.target}
            onChange={(event) => change({ target: event.currentTarget.value })}
            error={faultOf(`references.${at}.target`)}
          />
          <ArticlePicker
            onChoose={({ name, target }) => change({ target, ...(item.title.trim() === '' ? { title: name } : {}) })}
          />
        </div>
      )}
    </RowList>
  );
}
