import { createStore } from '@/lib/store';

export interface Toast {
  id: number;
  message: string;
  title?: string;
  tone: 'done' | 'attention' | 'danger';
  /** What takes it back. */
  action?: { label: string; run: () => void };
}

const SHOWN_MS = 6000;
/** Time enough to read, think and take something back. */
const SHOWN_WITH_ACTION_MS = 15_000;
const MOST = 3;

export const toasts = createStore<Toast[]>([]);
let last = 0;

export function dropToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Says for six seconds what has been done, or what went wrong elsewhere than in a form. */
export function showToast(
  message: string,
  { tone = 'done', title, action }: Partial<Pick<Toast, 'tone' | 'title' | 'action'>> = {},
): void {
  last += 1;
  const id = last;
  toasts.set(
    [...toasts.get(), { id, message, tone, ...(title ? { title } : {}), ...(action ? { action } : {}) }].slice(-MOST),
  );
  setTimeout(() => dropToast(id), action ? SHOWN_WITH_ACTION_MS : SHOWN_MS);
}
