import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import { LazyDay } from '../../dialogs/LazyDay';
import classes from '../Distribution.module.css';
import { AudienceField } from './AudienceField';
import { DUES, type Draft, type DueKey } from './form';
import { QuestionsField } from './QuestionsField';
import { texts } from './texts';

interface FormFieldsProps {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
  missing: boolean;
  /** A template has no dates. */
  dated: boolean;
}

/** The fields that a distribution and a template share. */
export function FormFields({ draft, onChange, missing, dated }: FormFieldsProps) {
  const t = useTexts(texts);
  const dues: DueKey[] = dated ? [...DUES, 'at'] : [...DUES];
  return (
    <>
      <AudienceField
        value={draft.audience}
        onChange={(audience) => onChange({ audience })}
        error={missing && draft.audience.length === 0}
      />
      <Checkbox
        className={classes.choice}
        label={t.hidden}
        description={t.hiddenHint}
        checked={draft.hidden}
        onChange={(event) => onChange({ hidden: event.currentTarget.checked })}
      />
      <Checkbox
        className={classes.choice}
        label={t.confirm}
        checked={draft.confirm}
        onChange={(event) => onChange({ confirm: event.currentTarget.checked })}
      />
      <Textarea
        label={t.message}
        description={t.messageHint}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.message}
        onChange={(event) => onChange({ message: event.currentTarget.value })}
      />
      <div className={classes.pair}>
        <Select
          label={t.due}
          allowDeselect={false}
          data={dues.map((key) => ({ value: key, label: t.dues[key] }))}
          value={draft.due}
          onChange={(value) => onChange({ due: dues.find((key) => key === value) ?? 'usual' })}
        />
        {draft.due === 'at' && (
          <>
            <LazyDay label={t.day} value={draft.dueDay} onChange={(dueDay) => onChange({ dueDay })} />
            <TextInput
              label={t.time}
              value={draft.dueTime}
              onChange={(event) => onChange({ dueTime: event.currentTarget.value })}
              error={missing && (draft.dueDay === '' || draft.dueTime === '') && t.dayMissing}
            />
          </>
        )}
      </div>
      {draft.confirm && (
        <QuestionsField value={draft.questions} onChange={(questions) => onChange({ questions })} missing={missing} />
      )}
    </>
  );
}
