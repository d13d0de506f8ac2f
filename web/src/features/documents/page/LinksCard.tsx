import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { useTexts } from '@/lib/texts';
import { Card } from '@/ui/Card';
import type { DocumentLink, DocumentView } from '../api';
import { StatePill } from '../DocumentPills';
import { texts as shared } from '../texts';
import { useDocumentVerb } from '../useDocumentVerb';
import classes from './Page.module.css';
import { texts } from './texts';

/** How this document stands to others. */
export function LinksCard({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  if (document.links.length === 0) return null;
  return (
    <Card title={t.links}>
      <ul className={classes.links}>
        {document.links.map((link) => (
          <LinkLine key={`${link.type}.${link.direction}.${link.document.id}`} from={document} link={link} />
        ))}
      </ul>
    </Card>
  );
}

function LinkLine({ from, link }: { from: DocumentView; link: DocumentLink }) {
  const t = useTexts(texts);
  const s = useTexts(shared);
  const remove = useDocumentVerb({
    run: () =>
      answer(
        api.DELETE('/api/v1/documents/{ref}/links/{kind}/{to_id}', {
          params: { path: { ref: from.id, kind: link.type, to_id: link.document.id } },
        }),
      ),
    done: t.linkRemoved,
  });
  const type = s.linkTypes[link.type];
  return (
    <li>
      <div>
        <Link to="/d/$code" params={{ code: link.document.code }} className={classes.link}>
          {link.document.title || link.document.code}
        </Link>{' '}
        {link.document.state !== 'valid' && <StatePill state={link.document.state} />}
        <small>
          {link.document.code} · {link.direction === 'in' && link.type !== 'related' ? t.linkIn(type) : type}
        </small>
      </div>
      {from.can.change && link.direction === 'out' && (
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
