import { ActionIcon, Button } from '@mantine/core';
import { IconArchive, IconArrowBackUp, IconArrowDown, IconArrowUp, IconPencil } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { useTexts } from '@/lib/texts';
import { ConfirmDialog } from '@/ui/ConfirmDialog';
import { Pill } from '@/ui/Pill';
import { showToast } from '@/ui/toastStore';
import classes from './Masters.module.css';
import { positionsAfter } from './order';
import type { Entry, EntryChange } from './queries';
import { RenameDialog } from './RenameDialog';
import { texts } from './texts';

export interface MasterProps<T extends Entry> {
  label: string;
  entries: readonly T[];
  canEdit: boolean;
  /** What stands below a name. */
  note?: (entry: T) => string | null;
  /** Sends one change, resting on this version. */
  send: (entry: T, change: EntryChange, version: number) => Promise<Entry>;
  /** Everything kept under this key is asked for anew after a change. */
  queryKey: string;
}

/** The entries of a master in their order; renamed, moved and archived in place. */
export function MasterList<T extends Entry>({ label, entries, canEdit, note, send, queryKey }: MasterProps<T>) {
  const t = useTexts(texts);
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: [queryKey] });
  const [renaming, setRenaming] = useState<T | null>(null);
  const [archiving, setArchiving] = useState<T | null>(null);
  const live = entries.filter(({ archived_at }) => archived_at === null);
  const failed = (cause: Error) => {
    const { title, detail } = asProblem(cause);
    showToast(`${title} ${detail}`, { tone: 'danger', title: t.failed });
    void refresh();
  };
  const move = useMutation({
    mutationFn: async ({ from, to }: { from: number; to: number; name: string }) => {
      // One after the other: each rests on what the one before has left.
      for (const { code, position } of positionsAfter(live, from, to)) {
        const entry = live.find((known) => known.code === code);
        if (entry) await send(entry, { position }, entry.version);
      }
    },
    onSuccess: async (_, { name }) => {
      await refresh();
      showToast(t.moved(name));
    },
    onError: failed,
  });
  const archive = useMutation({
    mutationFn: ({ entry, archived }: { entry: T; archived: boolean }) => send(entry, { archived }, entry.version),
    onSuccess: (_, { entry, archived }) => {
      setArchiving(null);
      showToast(archived ? t.archiveDone(entry.name) : t.unarchiveDone(entry.name));
      return refresh();
    },
    onError: (cause, { archived }) => {
      if (!archived) failed(cause);
    },
  });
  if (entries.length === 0) return <p className="mks-note">{t.none}</p>;

  return (
    <>
      <ol className={classes.entries} aria-label={label}>
        {[...live, ...entries.filter(({ archived_at }) => archived_at !== null)].map((entry) => {
          const place = live.indexOf(entry);
          const under = note?.(entry);
          return (
            <li key={entry.code} className={classes.entry}>
              <div className={classes.names}>
                <strong>{entry.name}</strong>
                {under && <span className={classes.small}>{under}</span>}
              </div>
              {entry.archived_at !== null && <Pill>{t.archived}</Pill>}
              {canEdit && (
                <div className={classes.deeds}>
                  {place >= 0 && (
                    <>
                      <Arrow
                        label={t.up(entry.name)}
                        icon={<IconArrowUp size={20} />}
                        disabled={place === 0 || move.isPending}
                        onClick={() => move.mutate({ from: place, to: place - 1, name: entry.name })}
                      />
                      <Arrow
                        label={t.down(entry.name)}
                        icon={<IconArrowDown size={20} />}
                        disabled={place === live.length - 1 || move.isPending}
                        onClick={() => move.mutate({ from: place, to: place + 1, name: entry.name })}
                      />
                    </>
                  )}
                  <Button
                    variant="default"
                    leftSection={<IconPencil size={18} />}
                    aria-label={t.renameOf(entry.name)}
                    onClick={() => setRenaming(entry)}
                  >
                    {t.rename}
                  </Button>
                  {entry.archived_at === null ? (
                    <Button
                      variant="subtle"
                      leftSection={<IconArchive size={18} />}
                      aria-label={t.archiveOf(entry.name)}
                      onClick={() => setArchiving(entry)}
                    >
                      {t.archive}
                    </Button>
                  ) : (
                    <Button
                      variant="subtle"
                      leftSection={<IconArrowBackUp size={18} />}
                      aria-label={t.unarchiveOf(entry.name)}
                      loading={archive.isPending && archive.variables.entry.code === entry.code}
                      onClick={() => archive.mutate({ entry, archived: false })}
                    >
                      {t.unarchive}
                    </Button>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {renaming && (
        <RenameDialog
          key={renaming.code}
          entry={renaming}
          send={(change, version) => send(renaming, change, version)}
          onSaved={() => {
            setRenaming(null);
            void refresh();
          }}
          onClose={() => setRenaming(null)}
        />
      )}
      <ConfirmDialog
        opened={archiving !== null}
        title={t.archiveTitle(archiving?.name ?? '')}
        confirm={t.archiveConfirm}
        pending={archive.isPending}
        problem={archive.error && archiving ? asProblem(archive.error) : null}
        onConfirm={() => archiving && archive.mutate({ entry: archiving, archived: true })}
        onCancel={() => {
          setArchiving(null);
          archive.reset();
        }}
      >
        <p className="mks-note">{t.archiveLead}</p>
      </ConfirmDialog>
    </>
  );
}

interface ArrowProps {
  label: string;
  icon: React.ReactNode;
  disabled: boolean;
  onClick: () => void;
}

function Arrow({ label, icon, disabled, onClick }: ArrowProps) {
  return (
    <ActionIcon variant="default" size={42} aria-label={label} title={label} disabled={disabled} onClick={onClick}>
      {icon}
    </ActionIcon>
  );
}
