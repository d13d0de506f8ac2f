import { useTexts } from '@/lib/texts';
import { texts } from '@/ui/texts';
import { Outline } from '@/ui/Loaded';
import classes from './pages.module.css';

/** While the code of a page is on its way. */
export function LoadingPage() {
  const t = useTexts(texts);
  return (
    <div className={classes.loading} aria-label={t.loading}>
      <Outline lines={3} />
    </div>
  );
}
