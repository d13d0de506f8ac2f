import { preferences } from '@/lib/preferences';
import { texts } from './texts';

export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

interface ProblemDocument {
  status: number;
  code: string;
  title: string;
  detail?: string;
  request_id?: string | null;
  rule?: string | null;
  fields?: FieldProblem[] | null;
  current?: unknown;
  retry_after?: number | null;
}

/** An answer of the server that is a refusal, or the lack of an answer (`status` 0). */
export class Problem extends Error {
  override name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** What the person reads out to the administrator. */
  readonly requestId: string | null;
  readonly fields: FieldProblem[];
  /** The record as it stands now, when somebody else has changed it meanwhile (412). */
  readonly current: unknown;
  /** Seconds until another try makes sense. */
  readonly retryAfter: number | null;

  constructor(document: ProblemDocument) {
    super(`${document.status} ${document.code}`);
    this.status = document.status;
    this.code = document.code;
    this.title = document.title;
    this.detail = document.detail && document.detail !== document.title ? document.detail : '';
    this.requestId = document.request_id ?? null;
    this.fields = document.fields ?? [];
    this.current = document.current;
    this.retryAfter = document.retry_after ?? null;
  }
}

/** The problem document of a refusal; an answer of another form (a proxy's page) is named by its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const words = texts[preferences().language];
  const fallback: ProblemDocument = {
    status: response.status,
    code: 'client.unexpected_answer',
    title: words.unexpectedTitle,
    detail: words.unexpectedDetail,
    request_id: response.headers.get('X-Request-ID'),
  };
  try {
    const body = (await response.json()) as Partial<ProblemDocument> | null;
    if (typeof body?.code === 'string' && typeof body.title === 'string') {
      const retry = Number(response.headers.get('Retry-After') ?? Number.NaN);
      return new Problem({
        ...(body as ProblemDocument),
        title: await titleOf(body.code, body.title),
        detail: body.detail === undefined || body.detail === body.title ? '' : body.detail,
        status: response.status,
        request_id: body.request_id ?? fallback.request_id ?? null,
        retry_after: body.retry_after ?? (Number.isFinite(retry) ? retry : null),
      });
    }
  } catch {
    // Not JSON: the fallback says so.
  }
  return new Problem(fallback);
}

/** The title in the reader's language; the English ones are fetched when they are needed. */
async function titleOf(code: string, title: string): Promise<string> {
  if (preferences().language !== 'en') return title;
  const titles = await import('./englishTitles').then(
    (module) => module.englishTitles,
    () => undefined,
  );
  return titles?.[code] ?? title;
}

export function noConnection(): Problem {
  const words = texts[preferences().language];
  return new Problem({
    status: 0,
    code: 'client.no_connection',
    title: words.offlineTitle,
    detail: words.offlineDetail,
  });
}

/** Any thrown value as a problem that can be shown. */
export function asProblem(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  const words = texts[preferences().language];
  return new Problem({ status: 0, code: 'client.failure', title: words.failureTitle, detail: words.failureDetail });
}
