import { Button, SegmentedControl } from '@mantine/core';
import { IconBell, IconChecks } from '@tabler/icons-react';
import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { FormProblem } from '@/ui/FormProblem';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { NoticeLine } from './NoticeLine';
import classes from './Notices.module.css';
import { texts } from './texts';

const route = getRouteApi('/shell/notices');
const FIRST = null as string | null;

const noticesQuery = (state: 'unread' | 'all') =>
  infiniteQueryOptions({
    queryKey: ['notices', 'list', state],
    queryFn: ({ pageParam }) =>
      answer(
        api.GET('/api/v1/notices', {
          params: { query: { state, limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } },
        }),
      ),
    initialPageParam: FIRST,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });

export function NoticesPage() {
  const t = useTexts(texts);
  const { state = 'unread' } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const query = useInfiniteQuery(noticesQuery(state));
  const unread = query.data?.pages[0]?.unread ?? 0;
  const refresh = () =>
    Promise.all([client.invalidateQueries({ queryKey: ['notices'] }), client.invalidateQueries({ queryKey: ['me'] })]);
  const read = useMutation({
    mutationFn: (id: string) =>
      answer(api.POST('/api/v1/notices/{notice_id}/read', { params: { path: { notice_id: id } } })),
    onSettled: refresh,
  });
  const readAll = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/notices/read-all')),
    onSuccess: ({ read: count }) => showToast(t.readAllDone(count)),
    onSettled: refresh,
  });
  const failed = read.error ?? readAll.error;

  return (
    <Page
      title={t.title}
      lead={t.lead}
      width="narrow"
      actions={
        <>
          {unread > 0 && (
            <Button
              variant="default"
              leftSection={<IconChecks size={20} />}
              loading={readAll.isPending}
              onClick={() => readAll.mutate()}
            >
              {t.readAll}
            </Button>
          )}
          <ButtonLink variant="subtle" to="/account" search={{ tab: 'notices' }}>
            {t.wishes}
          </ButtonLink>
        </>
      }
    >
      <SegmentedControl
        className={classes.choice}
        aria-label={t.show}
        size="md"
        data={[
          { value: 'unread', label: unread > 0 ? t.unreadCount(unread) : t.unread },
          { value: 'all', label: t.all },
        ]}
        value={state}
        onChange={(value) => void navigate({ search: value === 'all' ? { state: 'all' } : {}, replace: true })}
      />
      <FormProblem problem={failed && asProblem(failed)} />
      <Loaded query={query}>
        {({ pages }) => {
          const notices = pages.flatMap((page) => page.items);
          if (notices.length === 0) return <Nothing unreadOnly={state === 'unread'} />;
          return (
            <>
              <ul className={classes.list}>
                {notices.map((notice) => (
                  <NoticeLine key={notice.id} notice={notice} onRead={() => read.mutate(notice.id)} />
                ))}
              </ul>
              <MoreRows query={query} shown={notices.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Nothing({ unreadOnly }: { unreadOnly: boolean }) {
  const t = useTexts(texts);
  return (
    <Message
      icon={<IconBell size={32} />}
      title={unreadOnly ? t.noneUnread : t.none}
      detail={unreadOnly ? t.noneUnreadDetail : t.noneDetail}
      next={
        unreadOnly && (
          <ButtonLink variant="default" to="/notices" search={{ state: 'all' }}>
            {t.showAll}
          </ButtonLink>
        )
      }
    />
  );
}
