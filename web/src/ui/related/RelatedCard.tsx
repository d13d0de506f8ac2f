import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import classes from './Related.module.css';
import { texts } from './texts';

export type RelatedItem = components['schemas']['RelatedItem'];

interface RelatedCardProps {
  id: string;
  /** What the page shows elsewhere already. */
  shownElsewhere?: (item: RelatedItem) => boolean;
}

/** What stands near a document, each with the reasons in words; nothing when there is none. */
export function RelatedCard({ id, shownElsewhere = () => false }: RelatedCardProps) {
  const t = useTexts(texts);
  const { data } = useQuery({
    queryKey: ['documents', 'related', id],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/related', { params: { path: { ref: id } } })),
  });
  const items = data?.items.filter((item) => !shownElsewhere(item)) ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t.title}>
      <ul className={classes.items} aria-label={t.title}>
        {items.map((item) => (
          <RelatedLine key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function RelatedLine({ item }: { item: RelatedItem }) {
  const t = useTexts(texts);
  const reasons = [
    ...new Set(item.links.map(({ type, direction }) => t[direction][type])),
    ...(item.tags.length > 0 ? [t.tags(item.tags)] : []),
    ...(item.reasons.includes('text') ? [t.alike] : []),
  ];
  return (
    <li>
      <div>
        <Link to="/d/$code" params={{ code: item.code }} className={classes.name}>
          {item.title || item.code}
        </Link>
        <div className="mks-note">
          {[item.code, item.own_state?.name, item.project?.name].filter(Boolean).join(' · ')}
        </div>
      </div>
      <div className={classes.reasons}>
        {reasons.map((reason) => (
          <Pill key={reason}>{reason}</Pill>
        ))}
      </div>
    </li>
  );
}
