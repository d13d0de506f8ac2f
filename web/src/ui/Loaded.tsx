import { Skeleton, Stack } from '@mantine/core';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import type { ReactNode } from 'react';
import { ProblemMessage } from './Message';
import { DocumentTitle } from './Page';
import { texts } from './texts';

interface Query<T> {
  data: T | undefined;
  error: Error | null;
  refetch: () => unknown;
}

interface LoadedProps<T> {
  query: Query<T>;
  children: (data: T) => ReactNode;
  /** How many lines of content to expect while loading. */
  lines?: number;
  /** The title of the page, when there is none but what is loaded. */
  page?: string;
  /** A way on from here when there is nothing to show. */
  next?: ReactNode;
}

/** Content once it is there; before that its outline; when it cannot come, why and what to do. */
export function Loaded<T>({ query, children, lines = 4, page, next }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    const problem = asProblem(query.error);
    return (
      <>
        {page && <DocumentTitle title={problem.title} />}
        <ProblemMessage problem={problem} onRetry={() => void query.refetch()} level={page ? 1 : 2} next={next} />
      </>
    );
  }
  return (
    <>
      {page && <DocumentTitle title={page} />}
      <Outline lines={lines} />
    </>
  );
}

export function Outline({ lines = 4 }: { lines?: number }) {
  const t = useTexts(texts);
  return (
    <Stack gap="sm" aria-busy="true">
      <span role="status" className="mks-hidden">
        {t.loading}
      </span>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={52} radius="md" />
      ))}
    </Stack>
  );
}
