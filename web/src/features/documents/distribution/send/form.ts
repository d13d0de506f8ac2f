import { instantOf } from '../../dialogs/instant';
import type { Question, Target, Template } from '../queries';

export interface Chosen extends Target {
  name: string;
}

export type DueKey = 'usual' | 'h24' | 'h48' | 'd2' | 'd5' | 'd10' | 'at';
export const DUES = ['usual', 'h24', 'h48', 'd2', 'd5', 'd10'] as const;

interface Due {
  amount: number;
  unit: 'clock_hours' | 'business_days';
}

const AMOUNTS: Partial<Record<DueKey, Due>> = {
  h24: { amount: 24, unit: 'clock_hours' },
  h48: { amount: 48, unit: 'clock_hours' },
  d2: { amount: 2, unit: 'business_days' },
  d5: { amount: 5, unit: 'business_days' },
  d10: { amount: 10, unit: 'business_days' },
};

export interface Draft {
  audience: Chosen[];
  hidden: boolean;
  confirm: boolean;
  message: string;
  due: DueKey;
  dueDay: string;
  dueTime: string;
  questions: Question[];
}

export const EMPTY: Draft = {
  audience: [],
  hidden: false,
  confirm: true,
  message: '',
  due: 'usual',
  dueDay: '',
  dueTime: '17:00',
  questions: [],
};

export const NEW_QUESTION: Question = { text: '', choices: ['', ''], right: 0 };

export const targetsOf = (audience: Chosen[]): Target[] =>
  audience.map(({ kind, value, project_id: project }) => ({ kind, value, project_id: project ?? null }));

export function draftOf(template: Template): Draft {
  const { due } = template;
  const key = (Object.keys(AMOUNTS) as DueKey[]).find((one) => {
    const known = AMOUNTS[one];
    return due && known?.amount === due.amount && known.unit === due.unit;
  });
  return {
    ...EMPTY,
    audience: template.audience.map((target) => ({ ...target })),
    hidden: template.open_to_hidden,
    confirm: template.confirm,
    message: template.message,
    due: key ?? 'usual',
    questions: template.questions.map(({ text, choices, right }) => ({
      text,
      choices: [...choices],
      right: right ?? 0,
    })),
  };
}

/** What is sent of a draft, whether as a distribution or as a template. */
export function bodyOf(draft: Draft) {
  return {
    audience: targetsOf(draft.audience),
    open_to_hidden: draft.hidden,
    confirm: draft.confirm,
    message: draft.message,
    due: AMOUNTS[draft.due] ?? null,
    questions: draft.confirm
      ? draft.questions.map(({ text, choices, right }) => ({
          text,
          choices: choices.filter((choice) => choice.trim() !== ''),
          right,
        }))
      : [],
  };
}

export const dueAtOf = (draft: Draft): string | null =>
  draft.due === 'at' ? instantOf(draft.dueDay, draft.dueTime) : null;

/** Whether a question can be answered as it stands. */
export const isWhole = ({ text, choices, right }: Question): boolean =>
  text.trim() !== '' &&
  choices.filter((choice) => choice.trim() !== '').length >= 2 &&
  (choices[right] ?? '').trim() !== '';
