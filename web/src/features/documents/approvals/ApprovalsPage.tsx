import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconClockHour4, IconUserShare } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { answer, api } from '@/api/client';
import { useMay } from '@/api/me';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { ExportMenu } from '@/ui/ExportMenu';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import list from '../list/List.module.css';
import classes from './Approvals.module.css';
import { BOXES, requestsQuery, useApprovalVerb, type RequestRow } from './queries';
import { RequestLine } from './RequestLine';
import { texts } from './texts';

const route = getRouteApi('/shell/approvals');

/** What waits for me, what I asked for, what I decided. */
export function ApprovalsPage() {
  const t = useTexts(texts);
  const { box = 'waiting' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(requestsQuery(box));
  const may = useMay();
  const waiting = query.data?.pages[0]?.waiting;
  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <Group gap="sm">
          <ExportMenu list="approvals" filter={box === 'waiting' ? {} : { box }} />
          {may('approval.decide') && (
            <ButtonLink
              to="/approvals/figures"
              search={{}}
              variant="default"
              leftSection={<IconClockHour4 size={20} />}
            >
              {t.figures}
            </ButtonLink>
          )}
          <ButtonLink to="/deputies" variant="default" leftSection={<IconUserShare size={20} />}>
            {t.deputies}
          </ButtonLink>
        </Group>
      }
    >
      <div className={classes.views} role="group" aria-label={t.boxesLabel}>
        {BOXES.map((one) => (
          <Button
            key={one}
            variant={one === box ? 'filled' : 'default'}
            aria-pressed={one === box}
            onClick={() => void navigate({ search: one === 'waiting' ? {} : { box: one }, replace: true })}
          >
            {one === 'waiting' && waiting !== undefined ? t.counted(t.boxes[one], waiting) : t.boxes[one]}
          </Button>
        ))}
      </div>
      <Loaded query={query} lines={6}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) {
            return (
              <Message icon={<IconCircleCheck size={32} />} title={t.emptyTitle[box]} detail={t.emptyDetail[box]} />
            );
          }
          return (
            <>
              <Together rows={rows} />
              <ul className={list.lines} aria-label={t.boxes[box]} aria-busy={query.isPlaceholderData}>
                {rows.map((row) => (
                  <RequestLine key={row.id} row={row} />
                ))}
              </ul>
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

/** Approves all of low importance that wait for the reader, once they have seen the list. */
function Together({ rows }: { rows: RequestRow[] }) {
  const t = useTexts(texts);
  const [asked, setAsked] = useState(false);
  const low = rows.filter(({ bulk }) => bulk);
  const verb = useApprovalVerb({
    run: () => {
      const items = low.map(({ id, edition_id, stage }) => ({ request_id: id, edition_id, stage }));
      return answer(api.POST('/api/v1/approvals/approve-many', { body: { items } }));
    },
    done: t.bulkDone,
    onDone: () => setAsked(false),
  });
  if (low.length < 2) return null;
  return (
    <>
      <Button variant="light" leftSection={<IconCircleCheck size={20} />} onClick={() => setAsked(true)}>
        {t.bulk(low.length)}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t.bulkTitle}
        confirm={t.approve}
        pending={verb.isPending}
        problem={verb.problem}
        onConfirm={() => verb.mutate()}
        onCancel={() => setAsked(false)}
      >
        <p className="mks-note">{t.bulkLead(low.length)}</p>
      </ConfirmDialog>
    </>
  );
}
