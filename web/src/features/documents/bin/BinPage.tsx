import { Button } from '@mantine/core';
import { IconArrowBackUp, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ButtonLink } from '@/ui/ButtonLink';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { showToast } from '@/ui/toastStore';
import { DocumentLink } from '../list/DocumentLink';
import classes from './Bin.module.css';
import { binQuery, type BinRow } from './queries';
import { texts } from './texts';

export function BinPage() {
  const t = useTexts(texts);
  const query = useInfiniteQuery(binQuery);
  return (
    <Page title={t.title} lead={t.lead} actions={<ExportMenu list="bin" filter={{}} />}>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.items);
          if (rows.length === 0) {
            return (
              <Message
                icon={<IconTrash size={32} />}
                title={t.emptyTitle}
                detail={t.emptyDetail}
                next={
                  <ButtonLink variant="default" to="/documents" search={{}}>
                    {t.toDocuments}
                  </ButtonLink>
                }
              />
            );
          }
          return (
            <>
              <BinList rows={rows} />
              <MoreRows query={query} shown={rows.length} />
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function BinList({ rows }: { rows: BinRow[] }) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: ({ id }: BinRow) =>
      answer(api.POST('/api/v1/documents/{ref}/restore', { params: { path: { ref: id } } })),
    onSuccess: (_, row) => {
      showToast(t.restored(row.title || t.untitled));
      return client.invalidateQueries({ queryKey: ['documents'] });
    },
    onError: (cause) => {
      const { title, detail } = asProblem(cause);
      showToast(`${title} ${detail}`, { tone: 'danger', title: t.failed });
      void client.invalidateQueries({ queryKey: ['documents', 'bin'] });
    },
  });
  const columns: Column<BinRow>[] = [
    {
      key: 'name',
      title: t.name,
      main: true,
      render: (row) => (
        <span className={classes.site}>
          <DocumentLink code={row.code} className={classes.name}>
            {row.title || t.untitled}
          </DocumentLink>
          <span className={classes.small}>{row.code}</span>
        </span>
      ),
    },
    { key: 'what', title: t.what, firm: true, render: (row) => (row.published ? t.published : t.unpublished) },
    { key: 'who', title: t.who, render: (row) => row.binned_by?.name ?? t.unknown },
    { key: 'when', title: t.when, render: (row) => <Instant at={row.binned_at} /> },
    {
      key: 'actions',
      title: t.actions,
      wide: true,
      render: (row) => (
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={18} />}
          aria-label={t.restoreOf(row.title || t.untitled)}
          loading={restore.isPending && restore.variables.id === row.id}
          disabled={restore.isPending && restore.variables.id !== row.id}
          onClick={() => restore.mutate(row)}
        >
          {t.restore}
        </Button>
      ),
    },
  ];
  return <DataList label={t.title} rows={rows} rowKey={(row) => row.id} columns={columns} />;
}
