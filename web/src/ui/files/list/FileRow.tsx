import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconCopy, IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { showDay } from '@/lib/dates';
import { usePreferences } from '@/lib/preferences';
import { useTexts } from '@/lib/texts';
import { FileLine } from '../FileLine';
import { showToast } from '../../toastStore';
import { addFile, orderFiles, removeFile, type FileList, type FileView } from './queries';
import { RenameDialog } from './RenameDialog';
import { texts } from './texts';

interface FileRowProps {
  documentId: string;
  file: FileView;
  files: FileList;
  hasText: boolean;
  openAt: number | undefined;
}

/** One file of a document, and what may be done with it. */
export function FileRow({ documentId, file, files, hasText, openAt }: FileRowProps) {
  const t = useTexts(texts);
  const { language } = usePreferences();
  const [renaming, setRenaming] = useState(false);
  const ids = files.items.map((one) => one.id);
  const at = ids.indexOf(file.id);
  const tell = (cause: unknown) => {
    const problem = asProblem(cause);
    showToast(problem.detail || problem.title, { tone: 'danger', title: t.failed });
  };
  const move = (to: number) => {
    const wanted = ids.filter((id) => id !== file.id);
    wanted.splice(to, 0, file.id);
    orderFiles(documentId, wanted).catch(tell);
  };
  const putBack = async () => {
    await addFile(documentId, file.id, file.name);
    await orderFiles(documentId, ids);
  };
  const remove = () => {
    removeFile(documentId, file.id).then(() => {
      showToast(t.removed(file.name), { action: { label: t.undo, run: () => void putBack().catch(tell) } });
    }, tell);
  };
  const copy = () => {
    const picture = file.family === 'image' ? '!' : '';
    const words = `${picture}[${file.name.replace(/[[\]\\]/g, '\\$&')}](attachment:${file.id})`;
    navigator.clipboard.writeText(words).then(
      () => showToast(t.copied),
      () => showToast(t.copyFailed, { tone: 'danger' }),
    );
  };
  const added = file.added_by && file.added_at ? t.added(file.added_by, showDay(file.added_at, language)) : '';
  const note = [added, file.text_state === 'waiting' ? t.reading : ''].filter(Boolean).join(' · ');
  return (
    <>
      <FileLine
        file={file}
        note={note}
        openAt={openAt}
        actions={
          files.can_change && (
            <Menu position="bottom-end" withinPortal>
              <Menu.Target>
                <ActionIcon variant="subtle" color="gray" size="xl" aria-label={t.menu(file.name)}>
                  <IconDots size={20} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => setRenaming(true)}>
                  {t.rename}
                </Menu.Item>
                {at > 0 && (
                  <Menu.Item leftSection={<IconArrowUp size={18} />} onClick={() => move(at - 1)}>
                    {t.up}
                  </Menu.Item>
                )}
                {at < ids.length - 1 && (
                  <Menu.Item leftSection={<IconArrowDown size={18} />} onClick={() => move(at + 1)}>
                    {t.down}
                  </Menu.Item>
                )}
                {hasText && (
                  <Menu.Item leftSection={<IconCopy size={18} />} onClick={copy}>
                    {t.copyLink}
                  </Menu.Item>
                )}
                <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={remove}>
                  {t.remove}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )
        }
      />
      {renaming && <RenameDialog documentId={documentId} file={file} onClose={() => setRenaming(false)} />}
    </>
  );
}
