import type { Command } from 'prosemirror-state';
import { isInTable, selectedRect } from 'prosemirror-tables';
import type { Alignment } from '../markdown/schema';

/** Aligns the columns that are selected; Markdown knows alignment by column only. */
export function alignColumn(align: Alignment): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const rect = selectedRect(state);
    const tr = state.tr;
    for (let row = 0; row < rect.map.height; row += 1) {
      for (let column = rect.left; column < rect.right; column += 1) {
        const at = rect.map.map[row * rect.map.width + column];
        const cell = at === undefined ? null : rect.table.nodeAt(at);
        if (at !== undefined && cell) {
          tr.setNodeMarkup(rect.tableStart + at, undefined, { ...cell.attrs, align: align === 'left' ? null : align });
        }
      }
    }
    dispatch?.(tr);
    return true;
  };
}
