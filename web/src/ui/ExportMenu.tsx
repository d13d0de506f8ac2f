import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { download, withQuery, type Narrowing } from '@/api/download';
import { useMay } from '@/api/me';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { texts } from './texts';
import { showToast } from './toastStore';

type Format = 'csv' | 'xlsx';

interface ExportMenuProps {
  /** The name of the list on the server: `/api/v1/exports/NAME`. */
  list: string;
  /** What the list is narrowed by, as the list itself is asked. */
  filter: Narrowing;
  /** Where a list is one of several on a page: its name, and the button is as small as its place. */
  of?: string;
}

/** Takes a list along as a file, as it is narrowed now; nothing for who may not. */
export function ExportMenu({ list, filter, of }: ExportMenuProps) {
  const t = useTexts(texts);
  const may = useMay();
  const taking = useMutation({
    mutationFn: (format: Format) => download(withQuery(`/api/v1/exports/${list}`, { ...filter, format })),
    onSuccess: (name) => showToast(t.exported(name)),
    onError: (cause) => {
      const { title, detail } = asProblem(cause);
      showToast(detail || title, { tone: 'danger', ...(detail ? { title } : {}) });
    },
  });
  if (!may('list.export')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        {of === undefined ? (
          <Button variant="default" leftSection={<IconDownload size={20} />} loading={taking.isPending}>
            {t.export}
          </Button>
        ) : (
          <ActionIcon variant="default" size="lg" aria-label={t.exportOf(of)} loading={taking.isPending}>
            <IconDownload size={20} />
          </ActionIcon>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileSpreadsheet size={20} />} onClick={() => taking.mutate('xlsx')}>
          {t.exportExcel}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileText size={20} />} onClick={() => taking.mutate('csv')}>
          {t.exportCsv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
