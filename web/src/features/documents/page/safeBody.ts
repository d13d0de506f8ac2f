/**
 * The server's HTML as nodes of this page. The server has cleaned it; here only what is known is built anew, so that
 * nothing else can come in, and it is fitted to the page: headings below the title, wide tables that scroll by themselves.
 */

const TAGS = new Set(
  'A BLOCKQUOTE BR CODE DEL EM H1 H2 H3 H4 H5 H6 HR IMG LI OL P PRE S STRONG TABLE TBODY TD TH THEAD TR UL'.split(' '),
);
const ATTRIBUTES: Record<string, string[]> = {
  A: ['href', 'title'],
  IMG: ['src', 'alt', 'title'],
  OL: ['start'],
  TD: ['class'],
  TH: ['class'],
};
const ADDRESS = /^(https?:|mailto:|tel:|\/(?!\/)|#)/i;
const CLASS = /^align-(left|center|right)$/;

export interface BodyWords {
  table: string;
  code: string;
  missingImage: string;
}

interface Levels {
  last: number;
}

/** The nodes to put into the page. */
export function safeBody(html: string, words: BodyWords): DocumentFragment {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  copyChildren(parsed.body, fragment, words, { last: 1 });
  return fragment;
}

function copyChildren(from: Node, to: Node, words: BodyWords, levels: Levels): void {
  for (const child of from.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(child.nodeValue ?? ''));
    else if (child instanceof Element) copyElement(child, to, words, levels);
  }
}

function copyElement(from: Element, to: Node, words: BodyWords, levels: Levels): void {
  if (!TAGS.has(from.tagName)) return copyChildren(from, to, words, levels);
  const made = document.createElement(nameOf(from, levels));
  copyAttributes(from, made);
  if (made instanceof HTMLImageElement) return void to.appendChild(picture(made, words));
  copyChildren(from, made, words, levels);
  if (from.tagName === 'TABLE') to.appendChild(scrolling(made, words.table));
  else if (from.tagName === 'PRE') to.appendChild(scrolling(made, words.code));
  else to.appendChild(made);
}

/** The title of the page is the one h1; below it no level is left out, whatever the text does. */
function nameOf(from: Element, levels: Levels): string {
  const heading = /^H([1-6])$/.exec(from.tagName);
  // A corner of a table that says nothing heads nothing.
  if (from.tagName === 'TH' && from.textContent.trim() === '' && from.querySelector('img') === null) return 'td';
  if (!heading) return from.tagName.toLowerCase();
  levels.last = Math.min(Number(heading[1]) + 1, levels.last + 1, 6);
  return `h${levels.last}`;
}

function copyAttributes(from: Element, made: HTMLElement): void {
  for (const name of ATTRIBUTES[from.tagName] ?? []) {
    const value = from.getAttribute(name);
    if (value === null) continue;
    if ((name === 'href' || name === 'src') && !ADDRESS.test(value)) continue;
    if (name === 'class' && !CLASS.test(value)) continue;
    made.setAttribute(name, value);
  }
  if (/^H[1-6]$/.test(from.tagName) && /^s\d+$/.test(from.id)) made.id = from.id;
  if (made instanceof HTMLAnchorElement && /^(https?:|\/api\/)/i.test(made.getAttribute('href') ?? '')) {
    made.rel = 'noopener noreferrer';
    made.target = '_blank';
  }
}

function picture(image: HTMLImageElement, words: BodyWords): HTMLElement {
  if (!image.hasAttribute('src')) {
    const note = document.createElement('span');
    note.className = 'missing-picture';
    note.textContent = image.alt ? `${words.missingImage}: ${image.alt}` : words.missingImage;
    return note;
  }
  image.loading = 'lazy';
  image.decoding = 'async';
  if (!image.hasAttribute('alt')) image.alt = '';
  return image;
}

/** What may be wider than the screen moves inside its own frame, also by keyboard. */
function scrolling(inner: HTMLElement, label: string): HTMLElement {
  const frame = document.createElement('div');
  frame.className = 'wide';
  frame.tabIndex = 0;
  frame.setAttribute('role', 'region');
  frame.setAttribute('aria-label', label);
  frame.appendChild(inner);
  return frame;
}
