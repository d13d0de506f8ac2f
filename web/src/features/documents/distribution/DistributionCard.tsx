import { Button, Group } from '@mantine/core';
import { IconSend, IconSunrise } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { Card } from '@/ui/Card';
import type { DocumentView } from '../api';
import list from '../list/List.module.css';
import { DistributionLine } from './DistributionLine';
import { ofDocumentQuery } from './queries';
import { QuestionsCard } from './QuestionsCard';
import { texts } from './texts';

// Fetched when one is opened.
const SendDialog = lazy(async () => ({ default: (await import('./send/SendDialog')).SendDialog }));

/** Where a document was sent and how that stands, for those who send; what people asked, for those who answer. */
export function DistributionCard({ document }: { document: DocumentView }) {
  const t = useTexts(texts);
  const [sending, setSending] = useState(false);
  const { data } = useQuery(ofDocumentQuery(document.id));
  const shown = data && (data.can_send || data.items.length > 0 || data.to_meet !== null);
  return (
    <>
      {shown && (
        <Card
          title={t.card}
          actions={
            <Group gap="sm">
              {data.to_meet !== null && (
                <ButtonLink
                  to="/distributions/$id/meeting"
                  params={{ id: data.to_meet }}
                  variant="default"
                  leftSection={<IconSunrise size={20} />}
                >
                  {t.meet}
                </ButtonLink>
              )}
              {data.can_send && (
                <Button leftSection={<IconSend size={20} />} onClick={() => setSending(true)}>
                  {t.send}
                </Button>
              )}
            </Group>
          }
        >
          <p className="mks-note">
            {data.items.length > 0 ? t.cardLead : data.to_meet !== null ? t.cardMeet : t.cardNone}
          </p>
          <ul className={list.lines} aria-label={t.card}>
            {data.items.map((row) => (
              <DistributionLine key={row.id} row={row} named={false} />
            ))}
          </ul>
        </Card>
      )}
      <QuestionsCard id={document.id} />
      <Suspense>{sending && <SendDialog document={document} onClose={() => setSending(false)} />}</Suspense>
    </>
  );
}
