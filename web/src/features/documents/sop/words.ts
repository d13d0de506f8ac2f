import type { PartNames } from './names/texts';
import type { Content } from '../editor/content';

const PARTS = ['purpose', 'scope', 'steps', 'checklist', 'precautions', 'references'] as const;

/** A field as text, for people who compare or copy it. */
export function wordsOf(content: Content, field: keyof Content, t: PartNames): string {
  switch (field) {
    case 'steps':
      return (content.steps ?? [])
        .map((step, at) =>
          [
            `${t.step(at + 1)} ${step.title}`,
            step.hazard && `${t.hazard}: ${step.hazard}`,
            step.text,
            step.check && `${t.check}: ${step.check}`,
            step.responsible && `${t.responsible}: ${step.responsible}`,
            step.minutes === null ? '' : t.duration(step.minutes),
            step.photo === null ? '' : t.photo,
          ]
            .filter((line) => line !== '')
            .join('\n'),
        )
        .join('\n\n');
    case 'checklist':
      return (content.checklist ?? [])
        .map(({ text, required }) => `${text}${required ? ` (${t.required})` : ''}`)
        .join('\n');
    case 'precautions':
      return (content.precautions ?? []).map(({ text }) => text).join('\n');
    case 'references':
      return (content.references ?? []).map(({ title, target }) => `${title} ${target}`.trim()).join('\n');
    default:
      return plain(content[field]);
  }
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.join('\n')
    : JSON.stringify(value);
}

/** Everything that stands below title and summary, as one text. */
export function wholeText(content: Content, t: PartNames): string {
  if (content.steps === undefined) return content.body;
  const parts = PARTS.map((field) => ({ name: t[field], text: wordsOf(content, field, t) }));
  return [...parts, { name: t.notes, text: content.body }]
    .filter(({ text }) => text.trim() !== '')
    .map(({ name, text }) => `${name}\n${text}`)
    .join('\n\n');
}
