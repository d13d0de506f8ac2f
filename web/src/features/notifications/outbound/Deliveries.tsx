import { Button, Group, NativeSelect } from '@mantine/core';
import { IconMail, IconRefresh } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { queryClient } from '@/api/queryClient';
import { useTexts } from '@/lib/texts';
import { DataList } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { FormProblem } from '@/ui/FormProblem';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Pill } from '@/ui/Pill';
import { SearchField } from '@/ui/SearchField';
import { showToast } from '@/ui/toastStore';
import classes from './Outbound.module.css';
import {
  CHANNELS,
  deliveriesQuery,
  STATES,
  type ChannelCode,
  type Delivery,
  type DeliveryCount,
  type DeliveryFilter,
  type StateCode,
} from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/outbound');
const TONES = { sent: 'good', failed: 'danger', held: 'attention' } as const;

/** Every delivery with its state in words; failed ones are sent again, waiting ones withdrawn. */
export function Deliveries() {
  const t = useTexts(texts);
  const { channel, state, q } = route.useSearch();
  const navigate = route.useNavigate();
  const filter: DeliveryFilter = { ...(channel && { channel }), ...(state && { state }), ...(q && { q }) };
  const query = useInfiniteQuery(deliveriesQuery(filter));
  const show = (change: { channel?: ChannelCode | undefined; state?: StateCode | undefined; q?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  const move = useMutation({
    mutationFn: ({ id, verb }: { id: string; verb: 'resend' | 'withdraw' }) =>
      answer(
        verb === 'resend'
          ? api.POST('/api/v1/deliveries/{delivery_id}/resend', { params: { path: { delivery_id: id } } })
          : api.POST('/api/v1/deliveries/{delivery_id}/withdraw', { params: { path: { delivery_id: id } } }),
      ),
    onSuccess: (_, { verb }) => showToast(verb === 'resend' ? t.resent : t.withdrawn),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbound'] }),
  });
  const resendAll = useMutation({
    mutationFn: () =>
      answer(api.POST('/api/v1/deliveries/resend-failed', { params: { query: channel ? { channel } : {} } })),
    onSuccess: ({ count }) => showToast(t.resentAll(count)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['outbound'] }),
  });
  const failed = move.error ?? resendAll.error;
  return (
    <>
      <div className={classes.filters}>
        <SearchField label={t.search} value={q ?? ''} onSearch={(words) => show({ q: words || undefined })} />
        <NativeSelect
          size="md"
          label={t.channel}
          data={[{ value: '', label: t.all }, ...CHANNELS.map((value) => ({ value, label: t.channels[value] }))]}
          value={channel ?? ''}
          onChange={({ currentTarget }) => show({ channel: CHANNELS.find((one) => one === currentTarget.value) })}
        />
        <NativeSelect
          size="md"
          label={t.state}
          data={[{ value: '', label: t.all }, ...STATES.map((value) => ({ value, label: t.states[value] }))]}
          value={state ?? ''}
          onChange={({ currentTarget }) => show({ state: STATES.find((one) => one === currentTarget.value) })}
        />
      </div>
      <FormProblem problem={failed && asProblem(failed)} />
      <Loaded query={query}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          const counts = pages[0]?.counts ?? [];
          const lost = counts.filter((one) => one.state === 'failed' && (!channel || one.channel === channel));
          const lostCount = lost.reduce((sum, one) => sum + one.count, 0);
          return (
            <>
              <Counts counts={counts} />
              <Group mb="md">
                <ExportMenu list="deliveries" filter={{ ...filter }} />
                {lostCount > 0 && (
                  <Button
                    variant="default"
                    leftSection={<IconRefresh size={20} />}
                    loading={resendAll.isPending}
                    onClick={() => resendAll.mutate()}
                  >
                    {t.resendAll(lostCount)}
                  </Button>
                )}
              </Group>
              {rows.length === 0 ? (
                <Message icon={<IconMail size={32} />} title={t.none} detail={t.noneDetail} />
              ) : (
                <>
                  <List rows={rows} onMove={(id, verb) => move.mutate({ id, verb })} />
                  <MoreRows query={query} shown={rows.length} />
                </>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

function Counts({ counts }: { counts: readonly DeliveryCount[] }) {
  const t = useTexts(texts);
  const used = CHANNELS.filter((channel) => counts.some((one) => one.channel === channel));
  if (used.length === 0) return null;
  return (
    <dl className={classes.counts} aria-label={t.counts}>
      {used.map((channel) => (
        <div key={channel}>
          <dt>{t.channels[channel]}</dt>
          {STATES.map((state) => {
            const found = counts.find((one) => one.channel === channel && one.state === state);
            return found ? (
              <dd key={state}>
                <StatePill state={state} /> {found.count}
              </dd>
            ) : null;
          })}
        </div>
      ))}
    </dl>
  );
}

function StatePill({ state }: { state: string }) {
  const t = useTexts(texts);
  return <Pill tone={TONES[state as keyof typeof TONES] ?? 'plain'}>{t.states[state as StateCode]}</Pill>;
}

function List({ rows, onMove }: { rows: Delivery[]; onMove: (id: string, verb: 'resend' | 'withdraw') => void }) {
  const t = useTexts(texts);
  return (
    <DataList<Delivery>
      label={t.list}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'subject',
          title: t.subject,
          main: true,
          render: (row) => (
            <>
              {row.title}
              {row.error && <p className={classes.error}>{row.error}</p>}
            </>
          ),
        },
        { key: 'recipient', title: t.recipient, render: (row) => row.recipient },
        {
          key: 'channel',
          title: t.channel,
          firm: true,
          render: (row) => t.channels[row.channel as ChannelCode] + (row.digest ? `（${t.digest}）` : ''),
        },
        { key: 'state', title: t.state, render: (row) => <StatePill state={row.state} /> },
        { key: 'when', title: t.when, render: (row) => <When row={row} /> },
        {
          key: 'actions',
          title: t.actions,
          wide: true,
          render: (row) => (
            <Group gap="xs">
              {row.can.resend && (
                <Button
                  variant="default"
                  aria-label={t.resendOf(row.title, row.recipient)}
                  onClick={() => onMove(row.id, 'resend')}
                >
                  {t.resend}
                </Button>
              )}
              {row.can.withdraw && (
                <Button
                  variant="subtle"
                  aria-label={t.withdrawOf(row.title, row.recipient)}
                  onClick={() => onMove(row.id, 'withdraw')}
                >
                  {t.withdraw}
                </Button>
              )}
            </Group>
          ),
        },
      ]}
    />
  );
}

function When({ row }: { row: Delivery }) {
  const t = useTexts(texts);
  return (
    <>
      {row.sent_at ? t.sentAt : t.dueAt} <Instant at={row.sent_at ?? row.due_at} />
      {row.tries > 1 && ` ${t.tries(row.tries)}`}
    </>
  );
}
