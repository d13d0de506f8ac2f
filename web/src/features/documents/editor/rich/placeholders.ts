import { Plugin, PluginKey, type EditorState } from 'prosemirror-state';
import { Decoration, DecorationSet } from 'prosemirror-view';

interface Added {
  add?: { id: string; at: number; label: string };
  remove?: string;
}

const key = new PluginKey<DecorationSet>('placeholders');

/** Marks the places of pictures that are still on their way; they move along with what is typed around them. */
export const placeholders = new Plugin<DecorationSet>({
  key,
  state: {
    init: () => DecorationSet.empty,
    apply(tr, before) {
      const set = before.map(tr.mapping, tr.doc);
      const news = tr.getMeta(key) as Added | undefined;
      if (news?.add) {
        const mark = document.createElement('span');
        mark.className = 'sending';
        mark.dataset.picture = news.add.id;
        mark.textContent = news.add.label;
        return set.add(tr.doc, [Decoration.widget(news.add.at, mark, { id: news.add.id })]);
      }
      if (news?.remove)
        return set.remove(set.find(undefined, undefined, (spec: { id?: string }) => spec.id === news.remove));
      return set;
    },
  },
  props: { decorations: (state) => key.getState(state) },
});

export const addPlaceholder = (state: EditorState, id: string, at: number, label: string) =>
  state.tr.setMeta(key, { add: { id, at, label } });

export const removePlaceholder = (state: EditorState, id: string) => state.tr.setMeta(key, { remove: id });

export function findPlaceholder(state: EditorState, id: string): number | null {
  return key.getState(state)?.find(undefined, undefined, (spec: { id?: string }) => spec.id === id)[0]?.from ?? null;
}
