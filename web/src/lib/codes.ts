import { usePreferences } from './preferences';

/** `document.edition_withdrawn` in words: a code is English already. */
export function deedInEnglish(code: string): string {
  return sentence(code.replaceAll(/[._]/g, ' '));
}

/** `document.publish` in words, the verb first. */
export function rightInEnglish(code: string): string {
  const [subject = '', verb = ''] = code.split('.');
  return sentence(`${verb} ${subject}`.replaceAll('_', ' ').trim());
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Names that the server gives in Japanese, in the reader's language. */
export function useCodeNames() {
  const japanese = usePreferences().language === 'ja';
  return {
    deedName: (code: string, name: string) => (japanese ? name : deedInEnglish(code)),
    rightName: (code: string, name: string) => (japanese ? name : rightInEnglish(code)),
  };
}
