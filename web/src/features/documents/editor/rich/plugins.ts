import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { dropCursor } from 'prosemirror-dropcursor';
import { gapCursor } from 'prosemirror-gapcursor';
import { history, redo, undo } from 'prosemirror-history';
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules';
import { keymap } from 'prosemirror-keymap';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command, Plugin } from 'prosemirror-state';
import { addRowAfter, goToNextCell, isInTable, tableEditing } from 'prosemirror-tables';
import { schema } from '../markdown/schema';
import { placeholders } from './placeholders';

const { nodes, marks } = schema;

const lineBreak: Command = (state, dispatch) => {
  if (isInTable(state)) return true;
  if (!state.selection.$from.parent.type.contentMatch.matchType(nodes.line_break)) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.line_break.create()).scrollIntoView());
  return true;
};

/** A cell is one line: Enter goes on to the next cell, and from the last one into a new row. */
const nextCell: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (goToNextCell(1)(state, dispatch)) return true;
  if (dispatch && view && addRowAfter(state, dispatch)) goToNextCell(1)(view.state, view.dispatch);
  return true;
};

const tightRules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1]?.length ?? 2 })),
    textblockTypeInputRule(/^```$/, nodes.code_block),
    wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
    // The middle dot is how lists are typed in Japanese.
    wrappingInputRule(/^\s*([-+*・])\s$/, nodes.bullet_list),
    wrappingInputRule(
      /^(\d{1,4})[.)]\s$/,
      nodes.ordered_list,
      (match) => ({ order: Number(match[1]) }),
      (match, node) => node.childCount + Number(node.attrs.order) === Number(match[1]),
    ),
  ],
});

/** What keys do. While an input method composes, the editor hands no key to these. */
export function plugins(): Plugin[] {
  const item = nodes.list_item;
  return [
    tightRules,
    keymap({
      'Mod-z': undo,
      'Mod-y': redo,
      'Shift-Mod-z': redo,
      'Mod-b': toggleMark(marks.strong),
      'Mod-i': toggleMark(marks.em),
      'Shift-Enter': chainCommands(exitCode, lineBreak),
      'Mod-Enter': chainCommands(exitCode, lineBreak),
      Enter: chainCommands(nextCell, splitListItem(item)),
      Tab: chainCommands(nextCell, sinkListItem(item)),
      'Shift-Tab': chainCommands(goToNextCell(-1), liftListItem(item)),
    }),
    keymap(baseKeymap),
    history(),
    dropCursor({ class: 'drop-here' }),
    gapCursor(),
    tableEditing(),
    placeholders,
  ];
}
