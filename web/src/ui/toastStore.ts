import { createStore } from '@/lib/store';

export interface Toast {
  id: number;
  message: string;
  title?: string;
  tone: 'done' | 'attention' | 'danger';
}

const SHOWN_MS = 6000;
const MOST = 3;

export const toasts = createStore<Toast[]>([]);
let last = 0;

export function dropToast(id: number): void {
  toasts.set(toasts.get().filter((toast) => toast.id !== id));
}

/** Says for six seconds what has been done, or what went wrong elsewhere than in a form. */
export function showToast(
  message: string,
  { tone = 'done', title }: Partial<Pick<Toast, 'tone' | 'title'>> = {},
): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get(), { id, message, tone, ...(title ? { title } : {}) }].slice(-MOST));
  setTimeout(() => dropToast(id), SHOWN_MS);
}
