import { defineTexts } from '@/lib/texts';

export type PartNames = (typeof names)['ja'];

/** What the parts of a procedure are called; apart from the other words, since every editor and page needs these. */
export const names = defineTexts(
  {
    purpose: '目的',
    scope: '適用範囲',
    steps: '手順',
    step: (no: number) => `手順 ${no}`,
    hazard: '危険',
    check: '確認',
    responsible: '担当',
    photo: '写真',
    checklist: '点検項目',
    required: '必須',
    precautions: '注意事項',
    references: '参照する法令・文書',
    notes: '補足',
    duration: (minutes: number) => {
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      return `目安 ${hours > 0 ? `${hours}時間` : ''}${rest > 0 || hours === 0 ? `${rest}分` : ''}`;
    },
  },
  {
    purpose: 'Purpose',
    scope: 'Scope',
    steps: 'Steps',
    step: (no: number) => `Step ${no}`,
    hazard: 'Hazard',
    check: 'Check',
    responsible: 'Responsible',
    photo: 'Photo',
    checklist: 'Checklist',
    required: 'Required',
    precautions: 'Precautions',
    references: 'Laws and documents referred to',
    notes: 'Notes',
    duration: (minutes: number) => {
      const hours = Math.floor(minutes / 60);
      const rest = minutes % 60;
      return `About ${hours > 0 ? `${hours} h ` : ''}${rest > 0 || hours === 0 ? `${rest} min` : ''}`.trim();
    },
  },
);
