import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTexts } from '@/lib/texts';
import page from '../page/Page.module.css';
import { documentRequestsQuery } from './queries';
import { texts } from './texts';

/** Says that the document waits for approval, and leads to the request. */
export function ReviewBanner({ id }: { id: string }) {
  const t = useTexts(texts);
  const { data } = useQuery(documentRequestsQuery(id));
  const open = data?.items.find(({ state }) => state === 'in_progress');
  return (
    <div className={page.banner} data-tone="attention" role="note" aria-label={t.bannerTitle}>
      <div>
        <strong>{t.bannerTitle}</strong>
        <p>{t.bannerLead}</p>
      </div>
      {open && (
        <Link to="/approvals/$id" params={{ id: open.id }} className={page.link}>
          {t.bannerOpen}
        </Link>
      )}
    </div>
  );
}
