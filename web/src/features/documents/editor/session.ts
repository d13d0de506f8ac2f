/**
 * One text being edited: what the person sees, what the server has, and what happens between the two. Knows no screen.
 * Every change is kept in this browser at once and sent after a short pause; without an answer it is sent again.
 */
import { asProblem, type Problem } from '@/api/problem';
import { createStore } from '@/lib/store';
import type { DraftView } from '../api';
import { contentOf, sameContent, type Content } from './content';
import type { Kept } from './kept';

const PAUSE_MS = 1500;
const AT_MOST_MS = 10_000;
const RETRY_MS = [3000, 6000, 12_000, 30_000];

export type SaveState =
  | { kind: 'clean'; at: string | null }
  | { kind: 'unsaved' }
  | { kind: 'saving' }
  /** No answer came; the text is kept here and sent again by itself. */
  | { kind: 'waiting' }
  /** The server does not take it as it is. */
  | { kind: 'refused'; problem: Problem }
  | { kind: 'conflict'; theirs: DraftView };

export interface Editing {
  content: Content;
  save: SaveState;
  /** The draft as the server last told it; null before a new document was first saved. */
  draft: DraftView | null;
}

export interface Server {
  /** Saves; without a version it begins the document. Throws a Problem. */
  save: (content: Content, version: number | null) => Promise<DraftView>;
  keep: (kept: Kept) => void;
  drop: () => void;
}

export class EditingSession {
  readonly state;
  /** The text as the server has it. */
  private base: Content;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private since: number | null = null;
  private failures = 0;
  private running: Promise<boolean> | null = null;
  private ended = false;

  constructor(
    private readonly server: Server,
    draft: DraftView | null,
    empty: Content,
  ) {
    this.base = draft ? contentOf(draft) : empty;
    this.state = createStore<Editing>({
      content: this.base,
      draft,
      save: { kind: 'clean', at: draft?.updated_at ?? null },
    });
  }

  get version(): number {
    return this.state.get().draft?.version ?? 0;
  }

  /** Whether something typed is only in this browser. */
  get isUnsaved(): boolean {
    return !sameContent(this.state.get().content, this.base);
  }

  change(fields: Partial<Content>): void {
    const before = this.state.get();
    const content = { ...before.content, ...fields };
    if (sameContent(content, before.content)) return;
    if (before.save.kind === 'conflict') {
      this.state.set({ ...before, content });
      this.keep(content);
      return;
    }
    if (sameContent(content, this.base) && this.running === null) {
      this.stopTimer();
      this.server.drop();
      this.state.set({ ...before, content, save: { kind: 'clean', at: before.draft?.updated_at ?? null } });
      return;
    }
    this.keep(content);
    this.state.set({ ...before, content, save: before.save.kind === 'waiting' ? before.save : { kind: 'unsaved' } });
    this.plan();
  }

  private keep(content: Content): void {
    this.server.keep({ content, base: this.base, version: this.version, at: new Date().toISOString() });
  }

  private plan(): void {
    const now = Date.now();
    this.since ??= now;
    const wait = Math.max(0, Math.min(PAUSE_MS, this.since + AT_MOST_MS - now));
    if (this.failures === 0) this.setTimer(wait);
    else if (this.timer === null) this.setTimer(RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? 30_000);
  }

  private setTimer(wait: number): void {
    this.stopTimer();
    if (!this.ended) this.timer = setTimeout(() => void this.flush(), wait);
  }

  private stopTimer(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  /** Sends what is unsaved now. True when the server has everything afterwards. */
  async flush(): Promise<boolean> {
    this.stopTimer();
    if (this.running) await this.running;
    if (this.state.get().save.kind === 'conflict') return false;
    if (!this.isUnsaved && this.state.get().draft !== null) return true;
    return this.send();
  }

  /** Begins the document although nothing has been typed: properties and pictures need one. */
  async begin(): Promise<boolean> {
    return this.state.get().draft !== null || this.flush();
  }

  private send(): Promise<boolean> {
    this.running ??= this.attempt().finally(() => {
      this.running = null;
      if (this.isUnsaved && this.state.get().save.kind === 'unsaved') this.plan();
    });
    return this.running;
  }

  private async attempt(): Promise<boolean> {
    const sent = this.state.get().content;
    const known = this.state.get().draft;
    this.since = null;
    this.show({ kind: 'saving' });
    try {
      this.take(sent, await this.server.save(sent, known?.version ?? null));
    } catch (cause) {
      this.fail(asProblem(cause));
      return false;
    }
    return !this.isUnsaved;
  }

  private take(sent: Content, draft: DraftView): void {
    this.failures = 0;
    this.base = sent;
    const { content } = this.state.get();
    if (sameContent(content, sent)) {
      this.server.drop();
      this.state.set({ content, draft, save: { kind: 'clean', at: draft.updated_at ?? new Date().toISOString() } });
    } else {
      this.state.set({ content, draft, save: { kind: 'unsaved' } });
      this.keep(content);
    }
  }

  private fail(problem: Problem): void {
    if (problem.status === 412 && problem.current) {
      this.show({ kind: 'conflict', theirs: problem.current as DraftView });
    } else if (problem.status === 0 || problem.status === 503 || problem.status === 429 || problem.status >= 500) {
      this.failures += 1;
      this.show({ kind: 'waiting' });
      this.setTimer(RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? 30_000);
    } else this.show({ kind: 'refused', problem });
  }

  private show(save: SaveState): void {
    this.state.set({ ...this.state.get(), save });
  }

  /** The connection is back: no need to wait for the next try. */
  wake(): void {
    if (this.state.get().save.kind === 'waiting') void this.flush();
  }

  /** The text that was being typed into when somebody else saved. */
  get conflictBase(): Content {
    return this.base;
  }

  /** Goes on with what an earlier visit could not save; when somebody else has written since, both texts stand open. */
  restore({ content, base, version }: Kept): void {
    const { draft } = this.state.get();
    if (draft === null || draft.version === version) {
      this.change(content);
      return;
    }
    this.stopTimer();
    this.base = base;
    this.state.set({ content, draft, save: { kind: 'conflict', theirs: draft } });
  }

  /** What was kept is not wanted any more. */
  dropKept(): void {
    this.server.drop();
  }

  /** Ends a conflict with this text, which rests on theirs now. Saved at once unless it is theirs. */
  settle(content: Content): void {
    const { save } = this.state.get();
    if (save.kind !== 'conflict') return;
    this.rebase(save.theirs, content);
  }

  /** Goes on with this text on top of that draft. */
  rebase(draft: DraftView, content: Content): void {
    this.base = contentOf(draft);
    this.failures = 0;
    this.state.set({ content, draft, save: { kind: 'unsaved' } });
    if (this.isUnsaved) {
      this.keep(content);
      void this.flush();
    } else {
      this.server.drop();
      this.show({ kind: 'clean', at: draft.updated_at });
    }
  }

  /** The draft was given up on purpose: nothing of it is unsaved. */
  forget(): void {
    this.end();
    this.base = this.state.get().content;
    this.server.drop();
  }

  /** The editor is on the screen (again). */
  begun(): void {
    this.ended = false;
  }

  /** Nothing is sent any more; what is unsaved stays kept. */
  end(): void {
    this.ended = true;
    this.stopTimer();
  }
}
