import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import type { components } from '@/api/schema';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { Pill } from '@/ui/Pill';
import type { DocumentView } from '../api';
import { StatePill } from '../DocumentPills';
import classes from './Page.module.css';
import { texts } from './texts';

type Item = components['schemas']['RelatedItem'];

/** What stands near this document, each with the reason why; what is only linked stands among the links already. */
export function RelatedCard({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const { data } = useQuery({
    queryKey: ['documents', 'related', document.id],
    queryFn: () => answer(api.GET('/api/v1/documents/{ref}/related', { params: { path: { ref: document.id } } })),
    staleTime: 60_000,
  });
  const items = data?.items.filter(({ reasons }) => reasons.some((reason) => reason !== 'link')) ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t.related}>
      <ul className={classes.links}>
        {items.map((item) => (
          <RelatedLine key={item.id} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function RelatedLine({ item }: { item: Item }) {
  const t = useTexts(texts);
  return (
    <li>
      <div>
        <Link to="/d/$code" params={{ code: item.code }} className={classes.link}>
          {item.title || item.code}
        </Link>{' '}
        {item.status !== 'valid' && <StatePill state={item.status as DocumentView['state']} />}
        <small>
          {item.code}
          {item.project && ` · ${item.project.name}`}
        </small>
        <div className={classes.reasons}>
          {item.reasons.map((reason) => (
            <Pill key={reason}>{reason === 'tag' ? t.reasonTag(item.tags) : t.reasons[reason]}</Pill>
          ))}
        </div>
      </div>
    </li>
  );
}
