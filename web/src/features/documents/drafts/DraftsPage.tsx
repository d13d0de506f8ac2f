import { Button, SegmentedControl } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useTexts } from '@/lib/texts';
import { DataList, type Column } from '@/ui/DataList';
import { ExportMenu } from '@/ui/ExportMenu';
import { Instant } from '@/ui/Instant';
import { Loaded } from '@/ui/Loaded';
import { Message } from '@/ui/Message';
import { MoreRows } from '@/ui/MoreRows';
import { Page } from '@/ui/Page';
import { Pill } from '@/ui/Pill';
import { DocumentLink, EditLink } from '../list/DocumentLink';
import { kindsQuery } from '../list/queries';
import { WriteButton } from '../list/WriteButton';
import { DropDraft } from './DropDraft';
import classes from './Drafts.module.css';
import { draftsQuery, type DraftRow, type Whose } from './queries';
import { texts } from './texts';

const route = getRouteApi('/shell/drafts');

export function DraftsPage() {
  const t = useTexts(texts);
  const { whose = 'mine' } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useInfiniteQuery(draftsQuery(whose));
  const kinds = useQuery(kindsQuery);
  const [dropping, setDropping] = useState<DraftRow | null>(null);
  const choose = (value: Whose) => void navigate({ search: value === 'all' ? { whose: value } : {}, replace: true });

  return (
    <Page
      title={t.title}
      lead={t.lead}
      actions={
        <>
          <ExportMenu list="drafts" filter={{ whose }} />
          <WriteButton kinds={kinds.data ?? []} />
        </>
      }
    >
      <div className={classes.whose}>
        <SegmentedControl<Whose>
          aria-label={t.whose}
          value={whose}
          onChange={choose}
          data={[
            { value: 'mine' as const, label: t.mine },
            { value: 'all' as const, label: t.all },
          ]}
        />
      </div>
      <Loaded query={query} lines={4}>
        {({ pages }) => {
          const drafts = pages.flatMap((page) => page.items);
          if (drafts.length === 0) return <Nothing whose={whose} />;
          return (
            <>
              <DraftList drafts={drafts} onDrop={setDropping} />
              <MoreRows query={query} shown={drafts.length} />
            </>
          );
        }}
      </Loaded>
      <DropDraft draft={dropping} onClose={() => setDropping(null)} />
    </Page>
  );
}

function Nothing({ whose }: { whose: Whose }) {
  const t = useTexts(texts);
  return (
    <Message
      icon={<IconPencil size={32} />}
      title={whose === 'mine' ? t.emptyMineTitle : t.emptyAllTitle}
      detail={whose === 'mine' ? t.emptyMineDetail : t.emptyAllDetail}
    />
  );
}

function DraftList({ drafts, onDrop }: { drafts: DraftRow[]; onDrop: (draft: DraftRow) => void }) {
  const t = useTexts(texts);
  const columns: Column<DraftRow>[] = [
    {
      key: 'name',
      title: t.name,
      main: true,
      render: (draft) => (
        <span className={classes.site}>
          <DocumentLink code={draft.code} className={classes.name}>
            {draft.title || t.untitled}
          </DocumentLink>
          <span className={classes.small}>{draft.code}</span>
        </span>
      ),
    },
    {
      key: 'what',
      title: t.what,
      firm: true,
      render: (draft) => (draft.published ? <Pill>{t.revision}</Pill> : <Pill tone="attention">{t.fresh}</Pill>),
    },
    { key: 'version', title: t.version, firm: true, render: (draft) => t.versionNo(draft.version) },
    {
      key: 'saved',
      title: t.saved,
      render: (draft) => (
        <span className={classes.saved}>
          {draft.updated_by.name}
          <span className={classes.small}>
            <Instant at={draft.updated_at} />
          </span>
        </span>
      ),
    },
    {
      key: 'actions',
      title: t.actions,
      wide: true,
      render: (draft) => <Deeds draft={draft} onDrop={onDrop} />,
    },
  ];
  return <DataList label={t.title} rows={drafts} rowKey={(draft) => draft.document_id} columns={columns} />;
}

function Deeds({ draft, onDrop }: { draft: DraftRow; onDrop: (draft: DraftRow) => void }) {
  const t = useTexts(texts);
  const title = draft.title || t.untitled;
  const { edit, discard, bin } = draft.can;
  return (
    <span className={classes.deeds}>
      {edit && (
        <EditLink code={draft.code} label={t.openOf(title)}>
          {t.open}
        </EditLink>
      )}
      {(discard || bin) && (
        <Button
          variant="subtle"
          color="red"
          leftSection={<IconTrash size={18} />}
          aria-label={discard ? t.discardOf(title) : t.binOf(title)}
          onClick={() => onDrop(draft)}
        >
          {discard ? t.discard : t.bin}
        </Button>
      )}
    </span>
  );
}
