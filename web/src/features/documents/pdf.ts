import { answer, api } from '@/api/client';
import { save } from '@/api/download';
import { asProblem } from '@/api/problem';
import { textsNow } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { texts } from './page/texts';

/** Which text of a document: an edition by its number, the draft, or the edition in force. */
export type Printed = { edition: number } | { draft: true } | Record<string, never>;

/** A document as PDF: it is made first, so that a refusal is told here, and then kept by the browser as a file. */
export async function makePdf(ref: string, printed: Printed): Promise<void> {
  const t = textsNow(texts);
  showToast(t.pdfMaking);
  try {
    const { url, name } = await answer(
      api.POST('/api/v1/documents/{ref}/pdf', { params: { path: { ref } }, body: { draft: false, ...printed } }),
    );
    save(url, name);
    showToast(t.pdfMade(name));
  } catch (cause) {
    const { title, detail } = asProblem(cause);
    showToast(detail || title, { tone: 'danger', title: detail ? title : t.failed });
  }
}
