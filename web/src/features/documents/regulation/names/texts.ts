import { defineTexts } from '@/lib/texts';
import type { LawParts } from '../parts';

/** What the fields of a regulation are called; apart from the other words, since every editor needs these. */
export const lawNames = defineTexts<Record<keyof LawParts, string>>(
  {
    issuer: '発行者',
    law_number: '法令・規格の番号',
    law_id: '法令ID',
    revision: '改正の番号',
    promulgated_on: '公布日・制定日',
    effective_on: '施行日',
    revised_on: '改正日',
    standing: '原典での状態',
    applicable_scope: '適用範囲',
    url: '原典の URL',
    source: '出典',
    articles: '取り込んだ条文',
    kept: '原典のそのほかの項目',
  },
  {
    issuer: 'Issued by',
    law_number: 'Number',
    law_id: 'Id of the law',
    revision: 'Revision',
    promulgated_on: 'Promulgated on',
    effective_on: 'In force from',
    revised_on: 'Revised on',
    standing: 'State in the source',
    applicable_scope: 'Applies to',
    url: 'Address of the original',
    source: 'Source',
    articles: 'Imported articles',
    kept: 'What else the source says',
  },
);
