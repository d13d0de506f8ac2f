import { ActionIcon, Button, Menu, NativeSelect, TextInput } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconIndentDecrease,
  IconIndentIncrease,
  IconItalic,
  IconLineDashed,
  IconLink,
  IconList,
  IconListNumbers,
  IconPhoto,
  IconStrikethrough,
  IconTable,
  type Icon,
} from '@tabler/icons-react';
import { toggleMark } from 'prosemirror-commands';
import { redo, undo } from 'prosemirror-history';
import { liftListItem, sinkListItem } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
} from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import { useRef, useState } from 'react';
import { useTexts } from '@/lib/texts';
import { schema } from '../markdown/schema';
import { texts } from '../texts';
import * as commands from './commands';
import { LinkDialog } from './LinkDialog';
import classes from './Rich.module.css';
import { alignColumn } from './tables';

interface ToolbarProps {
  view: EditorView;
  state: EditorState;
  onPictures: (files: File[]) => void;
}

const { nodes, marks } = schema;

/** What can be done to the text at the cursor. Keeps the cursor where it is. */
export function Toolbar({ view, state, onPictures }: ToolbarProps) {
  const t = useTexts(texts);
  const [linking, setLinking] = useState(false);
  const run = (command: Command) => {
    command(view.state, view.dispatch, view);
    view.focus();
  };
  const tool = (Sign: Icon, label: string, command: Command, on?: boolean) =>
    button(Sign, label, () => run(command), { on, possible: on === true || command(state) });
  const button = (
    Sign: Icon,
    label: string,
    act: () => void,
    look: { on?: boolean | undefined; possible?: boolean },
  ) => (
    <ActionIcon
      key={label}
      variant={look.on ? 'filled' : 'subtle'}
      color={look.on ? 'moss' : 'gray'}
      size={44}
      aria-label={label}
      title={label}
      aria-pressed={look.on}
      disabled={look.possible === false}
      onMouseDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <Sign size={22} />
    </ActionIcon>
  );
  const inList = commands.isInside(state, nodes.list_item);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t.toolbar}>
      {tool(IconArrowBackUp, t.undo, undo)}
      {tool(IconArrowForwardUp, t.redo, redo)}
      <NativeSelect
        className={classes.kind ?? ''}
        aria-label={t.block}
        value={commands.blockKind(state)}
        onChange={(event) => run(commands.setBlock(event.currentTarget.value))}
        data={[
          { value: 'paragraph', label: t.paragraph },
          ...[1, 2, 3, 4, 5, 6].map((level) => ({ value: String(level), label: t.heading(level) })),
          { value: 'code_block', label: t.code_block },
        ]}
      />
      <span className={classes.rift} />
      {tool(IconBold, t.strong, toggleMark(marks.strong), commands.hasMark(state, marks.strong))}
      {tool(IconItalic, t.em, toggleMark(marks.em), commands.hasMark(state, marks.em))}
      {tool(IconStrikethrough, t.strike, toggleMark(marks.strike), commands.hasMark(state, marks.strike))}
      <span className={classes.rift} />
      {tool(IconList, t.bullets, commands.toggleList(nodes.bullet_list), commands.isInside(state, nodes.bullet_list))}
      {tool(
        IconListNumbers,
        t.numbers,
        commands.toggleList(nodes.ordered_list),
        commands.isInside(state, nodes.ordered_list),
      )}
      {inList && tool(IconIndentIncrease, t.indent, sinkListItem(nodes.list_item))}
      {inList && tool(IconIndentDecrease, t.outdent, liftListItem(nodes.list_item))}
      {tool(IconBlockquote, t.quote, commands.toggleQuote, commands.isInside(state, nodes.blockquote))}
      <span className={classes.rift} />
      {button(IconLink, t.link, () => setLinking(true), { on: commands.linkAt(state) !== null })}
      <PictureButton onPictures={onPictures} />
      {tool(IconTable, t.table, isInTable(state) ? () => false : commands.insertTable(t.column))}
      {tool(IconLineDashed, t.rule, commands.insertRule)}
      {isInTable(state) && <TableMenu run={run} />}
      {commands.selectedImage(state) && <AltField state={state} run={run} />}
      {linking && (
        <LinkDialog
          href={commands.linkAt(state)}
          possible={commands.setLink('')(state)}
          onClose={() => setLinking(false)}
          onSet={(href) => {
            setLinking(false);
            run(commands.setLink(href));
          }}
        />
      )}
    </div>
  );
}

function PictureButton({ onPictures }: { onPictures: (files: File[]) => void }) {
  const t = useTexts(texts);
  const file = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t.picture}
        title={t.picture}
        onClick={() => file.current?.click()}
      >
        <IconPhoto size={22} />
      </ActionIcon>
      <input
        ref={file}
        type="file"
        accept="image/jpeg,image/png,image/gif,image/webp"
        multiple
        hidden
        onChange={(event) => {
          onPictures([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
    </>
  );
}

function TableMenu({ run }: { run: (command: Command) => void }) {
  const t = useTexts(texts);
  const items: [string, Command][] = [
    [t.rowAfter, addRowAfter],
    [t.rowBefore, addRowBefore],
    [t.columnAfter, addColumnAfter],
    [t.columnBefore, addColumnBefore],
    [t.alignLeft, alignColumn('left')],
    [t.alignCenter, alignColumn('center')],
    [t.alignRight, alignColumn('right')],
    [t.rowDelete, deleteRow],
    [t.columnDelete, deleteColumn],
    [t.tableDelete, deleteTable],
  ];
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="light" size="compact-md" leftSection={<IconTable size={18} />}>
          {t.tableMenu}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(([label, command]) => (
          <Menu.Item key={label} onClick={() => run(command)}>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function AltField({ state, run }: { state: EditorState; run: (command: Command) => void }) {
  const t = useTexts(texts);
  const image = commands.selectedImage(state);
  const [alt, setAlt] = useState(String(image?.attrs.alt ?? ''));
  return (
    <div className={classes.context}>
      <TextInput
        key={String(image?.attrs.src)}
        label={t.alt}
        value={alt}
        onChange={(event) => setAlt(event.currentTarget.value)}
        onBlur={() => alt !== image?.attrs.alt && run(commands.setAlt(alt))}
      />
    </div>
  );
}
