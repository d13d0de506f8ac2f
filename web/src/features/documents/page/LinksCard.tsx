import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import { texts as ways } from '@/ui/related/texts';
import type { DocumentLink, DocumentView } from '../api';
import { StatePill } from '../DocumentPills';
import { useDocumentVerb } from '../useDocumentVerb';
import classes from './Page.module.css';
import { texts } from './texts';

/** How this document stands to others. */
export function LinksCard({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const links = document.links.filter((link, _, all) => !isSaidTwice(link, all));
  if (links.length === 0) return null;
  return (
    <Card title={t.links}>
      <ul className={classes.links}>
        {links.map((link) => (
          <LinkLine key={`${link.type}.${link.direction}.${link.document.id}`} from={document} link={link} />
        ))}
      </ul>
    </Card>
  );
}

/** "Related" is the same in both directions: where both ends say it, the one that can be taken away here is shown. */
function isSaidTwice({ type, direction, document }: DocumentLink, links: readonly DocumentLink[]): boolean {
  return (
    type === 'related' &&
    direction === 'in' &&
    links.some((other) => other.type === type && other.direction === 'out' && other.document.id === document.id)
  );
}

function LinkLine({ from, link }: { from: DocumentView; link: DocumentLink }) {
  const t = useTexts(texts);
  const way = useTexts(ways);
  const remove = useDocumentVerb({
    run: () =>
      answer(
        api.DELETE('/api/v1/documents/{ref}/links/{kind}/{to_id}', {
          params: { path: { ref: from.id, kind: link.type, to_id: link.document.id } },
        }),
      ),
    done: t.linkRemoved,
  });
  return (
    <li>
      <div>
        <Link to="/d/$code" params={{ code: link.document.code }} className={`mks-target ${classes.link}`}>
          {link.document.title || link.document.code}
        </Link>{' '}
        {link.document.state !== 'valid' && <StatePill state={link.document.state} />}
        <small>
          {link.document.code} · {way[link.direction][link.type]}
        </small>
      </div>
      {from.can.change && link.direction === 'out' && !link.by_archiving && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="xl"
          aria-label={t.removeLink(link.document.title)}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          <IconX size={20} />
        </ActionIcon>
      )}
    </li>
  );
}
