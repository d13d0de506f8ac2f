import { ActionIcon, Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useRef, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '@/lib/texts';
import { showToast } from '@/ui/toastStore';
import { moved, type Part } from './parts';
import classes from './Sop.module.css';
import { texts } from './texts';

interface RowListProps<T extends Part> {
  title: string;
  rows: readonly T[];
  nameOf: (no: number) => string;
  add: { label: string; after?: (no: number) => string; make: () => T };
  /** Every change goes through this, so that it meets the rows as they are then. */
  onChange: (change: (rows: readonly T[]) => T[]) => void;
  children: (row: T, at: number, change: (fields: Partial<T>) => void) => ReactNode;
}

/** Rows that are added, moved (by buttons, by Alt and the arrows, by dragging) and deleted with a way back. */
export function RowList<T extends Part>({ title, rows, nameOf, add, onChange, children }: RowListProps<T>) {
  const t = useTexts(texts);
  const id = useId();
  const list = useRef<HTMLOListElement>(null);
  const dragged = useRef<string | null>(null);
  const focusRow = (row: string) =>
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLElement>(`[data-row="${row}"] :is(input, textarea)`)?.focus(),
    );
  const move = (row: string, to: (at: number) => number) =>
    onChange((now) => {
      const at = now.findIndex((one) => one.id === row);
      return at < 0 ? [...now] : moved(now, at, to(at));
    });
  const insert = (at: number) => {
    const row = add.make();
    onChange((now) => [...now.slice(0, at), row, ...now.slice(at)]);
    focusRow(row.id);
  };
  const remove = (row: T, at: number) => {
    onChange((now) => now.filter((one) => one.id !== row.id));
    const back = () => onChange((now) => [...now.slice(0, at), row, ...now.slice(at)]);
    showToast(t.removed(nameOf(at + 1)), { action: { label: t.undo, run: back } });
  };
  const onKey = (event: KeyboardEvent, row: T) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const focused = document.activeElement;
    move(row.id, (at) => Math.max(0, at + (event.key === 'ArrowUp' ? -1 : 1)));
    // A row that is put elsewhere in the page loses the focus.
    requestAnimationFrame(() => focused instanceof HTMLElement && focused.focus());
  };
  const onDrop = (event: DragEvent, at: number) => {
    event.preventDefault();
    if (dragged.current !== null) move(dragged.current, () => at);
    dragged.current = null;
  };
  return (
    <section className={classes.part} aria-labelledby={id}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <ol className={classes.rows} ref={list}>
        {rows.map((row, at) => {
          const name = nameOf(at + 1);
          return (
            <li
              key={row.id}
              data-row={row.id}
              className={classes.row}
              aria-label={name}
              onKeyDown={(event) => onKey(event, row)}
              onDragOver={(event) => dragged.current !== null && event.preventDefault()}
              onDrop={(event) => onDrop(event, at)}
            >
              <div className={classes.tools}>
                <span
                  className={classes.grip}
                  draggable
                  title={t.drag(name)}
                  onDragStart={(event) => {
                    dragged.current = row.id;
                    event.dataTransfer.effectAllowed = 'move';
                    event.dataTransfer.setData('text/plain', name);
                  }}
                  onDragEnd={() => (dragged.current = null)}
                >
                  <IconGripVertical size={20} aria-hidden />
                  <strong>{name}</strong>
                </span>
                <span className={classes.buttons}>
                  <Tool label={t.up(name)} disabled={at === 0} act={() => move(row.id, (now) => now - 1)}>
                    <IconArrowUp size={20} />
                  </Tool>
                  <Tool
                    label={t.down(name)}
                    disabled={at === rows.length - 1}
                    act={() => move(row.id, (now) => now + 1)}
                  >
                    <IconArrowDown size={20} />
                  </Tool>
                  {add.after && (
                    <Tool label={add.after(at + 1)} act={() => insert(at + 1)}>
                      <IconPlus size={20} />
                    </Tool>
                  )}
                  <Tool label={t.remove(name)} act={() => remove(row, at)}>
                    <IconTrash size={20} />
                  </Tool>
                </span>
              </div>
              {children(row, at, (fields) =>
                onChange((now) => now.map((one) => (one.id === row.id ? { ...one, ...fields } : one))),
              )}
            </li>
          );
        })}
      </ol>
      <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => insert(rows.length)}>
        {add.label}
      </Button>
    </section>
  );
}

interface ToolProps {
  label: string;
  disabled?: boolean;
  act: () => void;
  children: ReactNode;
}

function Tool({ label, disabled = false, act, children }: ToolProps) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={act}
    >
      {children}
    </ActionIcon>
  );
}
