import { Button } from '@mantine/core';
import { useTexts } from '@/lib/texts';
import classes from './MoreRows.module.css';
import { texts } from './texts';

interface MoreRowsProps {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
  shown: number;
  /** How many there are in all, where the server counts them. */
  total?: number | null;
}

/** Says how much of a list is shown and brings the next part. */
export function MoreRows({ query, shown, total = null }: MoreRowsProps) {
  const t = useTexts(texts);
  return (
    <div className={classes.more}>
      <span role="status" className="mks-note">
        {t.shown(shown, total)}
      </span>
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t.more}
        </Button>
      )}
    </div>
  );
}
