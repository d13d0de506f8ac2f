import type { Node } from 'prosemirror-model';
import { EditorState, type Transaction } from 'prosemirror-state';
import { EditorView, type NodeViewConstructor } from 'prosemirror-view';
import { parse } from '../markdown/parse';
import { schema } from '../markdown/schema';
import { serialize } from '../markdown/serialize';
import type { Attachment } from '../uploads';
import type { Place } from '../usePictures';
import { addPlaceholder, findPlaceholder, removePlaceholder } from './placeholders';
import { plugins } from './plugins';

export interface RichOptions {
  body: string;
  label: string;
  className: string;
  /** Where the picture of an attachment is shown from. */
  addressOf: (id: string) => string | undefined;
  words: {
    missing: string;
    raw: string;
    uploading: (name: string, percent: number) => string;
    uploadFailed: (name: string) => string;
  };
  onChange: (body: string) => void;
  onState: (state: EditorState) => void;
  /** Pictures pasted or dropped; sent under the ids that are answered. */
  onPictures: (files: File[], place: Place) => string[];
}

/** A text as it will be read, to write in. `put` and the returned view are all that the page needs of it. */
export function openEditor(place: HTMLElement, options: RichOptions): EditorView {
  const { doc, origin } = parse(options.body);
  const view: EditorView = new EditorView(place, {
    state: EditorState.create({ doc, plugins: plugins() }),
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label,
      class: options.className,
      id: 'document-body',
    },
    nodeViews: { heading, image: image(options), raw_block: rawBlock(options.words.raw) },
    dispatchTransaction(tr: Transaction) {
      const state = view.state.apply(tr);
      view.updateState(state);
      if (tr.docChanged) options.onChange(state.doc.eq(doc) ? options.body : serialize(state.doc, origin));
      options.onState(state);
    },
    transformPastedHTML: withoutStyles,
    handlePaste: (_, event) => takeFiles(view, options, picturesOf(event.clipboardData), null),
    handleDrop: (_, event, __, moved) => {
      if (moved) return false;
      const at = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos ?? null;
      return takeFiles(view, options, picturesOf(event.dataTransfer), at);
    },
  });
  options.onState(view.state);
  return view;
}

/** The look of other programs stays outside: the page's policy refuses inline styles, even unseen ones. */
export function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style\s*>/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/gi, ''));
}

/** The pictures of a clipboard, unless it also holds them as text: Word and Excel bring a picture of their words. */
function picturesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  const html = data?.getData('text/html') ?? '';
  const isText =
    html !== '' &&
    !/^\s*(<meta[^>]*>)?\s*(<!--StartFragment-->)?\s*<img\b[^>]*>/i.test(html.replace(/<\/?(html|body)>/g, ''));
  return isText ? [] : files;
}

function takeFiles(view: EditorView, options: RichOptions, files: File[], at: number | null): boolean {
  if (files.length === 0) return false;
  addPictures(view, options, files, at);
  return true;
}

/** Begins sending pictures; each stands where the cursor was once it has arrived. */
export function addPictures(view: EditorView, options: RichOptions, files: File[], at: number | null): void {
  const where = at ?? view.state.selection.from;
  const names = new Map<string, string>();
  const say = (id: string, words: (name: string) => string, failed: boolean) => {
    const mark = view.dom.querySelector<HTMLElement>(`.sending[data-picture="${id}"]`);
    if (!mark) return;
    mark.textContent = words(names.get(id) ?? '');
    mark.toggleAttribute('data-failed', failed);
  };
  const place: Place = {
    insert: (id, attachment) => put(view, id, attachment),
    drop: (id) => view.dispatch(removePlaceholder(view.state, id)),
    progress: (id, percent) => say(id, (name) => options.words.uploading(name, percent), false),
    fail: (id) => say(id, options.words.uploadFailed, true),
  };
  options.onPictures(files, place).forEach((id, index) => {
    const name = files[index]?.name ?? '';
    names.set(id, name);
    view.dispatch(addPlaceholder(view.state, id, where, options.words.uploading(name, 0)));
  });
}

function put(view: EditorView, id: string, attachment: Attachment): void {
  if (view.isDestroyed) return;
  const at = findPlaceholder(view.state, id) ?? view.state.selection.from;
  const picture = schema.nodes.image.create({ src: `attachment:${attachment.id}`, alt: nameOnly(attachment.name) });
  const fits = view.state.doc.resolve(at).parent.inlineContent;
  const content = fits ? picture : schema.nodes.paragraph.create(null, picture);
  view.dispatch(removePlaceholder(view.state, id).insert(at, content));
}

export function nameOnly(name: string): string {
  return name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
}

/** Levels are shown by their size: the outline of the page itself stays whole. */
const heading: NodeViewConstructor = (node) => {
  const dom = document.createElement('div');
  const show = (level: unknown) => dom.setAttribute('data-level', String(level));
  dom.className = 'heading';
  show(node.attrs.level);
  return {
    dom,
    contentDOM: dom,
    update: (next: Node) => {
      if (next.type !== node.type) return false;
      show(next.attrs.level);
      return true;
    },
  };
};

const image =
  ({ addressOf, words }: RichOptions): NodeViewConstructor =>
  (node) => {
    const src = String(node.attrs.src);
    const address = src.startsWith('attachment:')
      ? addressOf(src.slice('attachment:'.length).toLowerCase())
      : undefined;
    if (address === undefined) {
      const note = document.createElement('span');
      note.className = 'missing-picture';
      note.textContent = `${words.missing} ${String(node.attrs.alt)}`;
      return { dom: note };
    }
    const dom = document.createElement('img');
    dom.src = address;
    dom.alt = String(node.attrs.alt);
    dom.dataset.src = src;
    return { dom };
  };

const rawBlock =
  (label: string): NodeViewConstructor =>
  (node) => {
    const dom = document.createElement('div');
    dom.className = 'raw';
    const note = document.createElement('small');
    note.textContent = label;
    const source = document.createElement('pre');
    source.textContent = String(node.attrs.source);
    dom.append(note, source);
    return { dom };
  };
