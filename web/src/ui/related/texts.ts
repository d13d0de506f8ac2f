import { defineTexts } from '@/lib/texts';

export const texts = defineTexts(
  {
    title: '関連する文書',
    alike: '似た内容',
    tags: (tags: readonly string[]) => `同じタグ: ${tags.join('、')}`,
    // How the other document stands to the one on the page.
    out: {
      related: '関連',
      supersedes: 'この文書が置き換えた文書',
      derived_from: 'この文書のもとになった文書',
      complies_with: 'この文書が準拠する文書',
      caused_by: 'この文書の原因になった文書',
      solved_by: 'この文書を解決する文書',
    },
    in: {
      related: '関連',
      supersedes: 'この文書を置き換えた文書',
      derived_from: 'この文書をもとにした文書',
      complies_with: 'この文書に準拠する文書',
      caused_by: 'この文書が原因になった文書',
      solved_by: 'この文書が解決する文書',
    },
  },
  {
    title: 'Related documents',
    alike: 'Similar text',
    tags: (tags: readonly string[]) => `Same tag: ${tags.join(', ')}`,
    out: {
      related: 'Related',
      supersedes: 'Superseded by this document',
      derived_from: 'This document is derived from it',
      complies_with: 'This document complies with it',
      caused_by: 'Cause of this document',
      solved_by: 'Solves this document',
    },
    in: {
      related: 'Related',
      supersedes: 'Supersedes this document',
      derived_from: 'Derived from this document',
      complies_with: 'Complies with this document',
      caused_by: 'Caused by this document',
      solved_by: 'Solved by this document',
    },
  },
);
