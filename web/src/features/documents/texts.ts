import { defineTexts } from '@/lib/texts';

/** Words for what stands in several places: states, audiences, importances. */
export const texts = defineTexts(
  {
    states: {
      draft: '下書き',
      scheduled: '施行待ち',
      valid: '有効',
      revising: '改訂中',
      archived: '廃止',
      binned: 'ごみ箱',
    },
    audiences: { internal: '社内', partners: '社内と協力会社', site: '現場関係者', named: '指名した人' },
    importances: { low: '低', medium: '中', high: '高', critical: '最重要' },
    languages: { ja: '日本語', en: '英語' },
    edition: (no: number) => `第${no}版`,
    noEdition: '未公開',
    audience: '公開範囲',
    importance: '重要度',
    category: '分類',
    project: '現場',
    workTypes: '工種',
    tags: 'タグ',
    owner: '担当',
  },
  {
    states: {
      draft: 'Draft',
      scheduled: 'Scheduled',
      valid: 'Valid',
      revising: 'Being revised',
      archived: 'Archived',
      binned: 'In the bin',
    },
    audiences: {
      internal: 'Company',
      partners: 'Company and partners',
      site: 'People of the site',
      named: 'Named people',
    },
    importances: { low: 'Low', medium: 'Medium', high: 'High', critical: 'Critical' },
    languages: { ja: 'Japanese', en: 'English' },
    edition: (no: number) => `Edition ${no}`,
    noEdition: 'Not published',
    audience: 'Audience',
    importance: 'Importance',
    category: 'Category',
    project: 'Site',
    workTypes: 'Work types',
    tags: 'Tags',
    owner: 'Owner',
  },
);
