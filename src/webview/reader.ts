import type {
  FromReader,
  KeptReader,
  ReaderLabels,
  ReaderLinks,
  ReaderPaper,
  ReaderPlace,
  ReaderSimilar,
  ReaderSource,
  ReaderState,
  ToReader,
} from '../core/readerMessages';
import type { Run } from '../core/text/prose';
import { formula } from './formula';

declare function acquireVsCodeApi(): {
  postMessage(message: FromReader): void;
  getState(): Partial<ReaderState> | undefined;
  setState(state: ReaderState): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById('reader');

/** Makes an element. Text is always set as text, never as mark-up. */
function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: { readonly className?: string; readonly text?: string } = {},
  children: readonly Node[] = [],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  if (properties.className !== undefined) node.className = properties.className;
  if (properties.text !== undefined) node.textContent = properties.text;
  node.append(...children);
  return node;
}

/** Makes a button that looks like a link and sends a message. */
function link(message: FromReader, text: string): HTMLButtonElement {
  const button = element('button', { className: 'link', text });
  button.type = 'button';
  button.addEventListener('click', () => {
    host.postMessage(message);
  });
  return button;
}

const styleTags = { em: 'em', strong: 'strong', code: 'code', smallCaps: 'span' } as const;

/** Makes the node of a piece of text. */
function piece({ text, style, script, shown = text, math, marked }: Run): Node {
  let node: Node = document.createTextNode(shown);
  if (math !== undefined) node = element('span', { className: 'math' }, [formula(math) ?? node]);
  if (script !== undefined) node = element(script, {}, [node]);
  if (style !== undefined)
    node = element(styleTags[style], style === 'smallCaps' ? { className: 'small-caps' } : {}, [node]);
  return marked ? element('mark', {}, [node]) : node;
}

/** Makes the nodes of a text in runs. The pieces of one address make one link. */
function inline(runs: readonly Run[]): Node[] {
  const nodes: Node[] = [];
  for (const run of runs) {
    const { href } = run;
    const last = nodes.at(-1);
    if (href === undefined || !/^https?:\/\//.test(href)) {
      nodes.push(piece(run));
    } else if (last instanceof HTMLAnchorElement && last.getAttribute('href') === href) {
      last.append(piece(run));
    } else {
      const anchor = element('a', {}, [piece(run)]);
      anchor.href = href;
      nodes.push(anchor);
    }
  }
  return nodes;
}

function showPaper(paper: ReaderPaper, labels: ReaderLabels): Node[] {
  const heading = element('h1', {}, inline(paper.title));
  const details = element(
    'ul',
    { className: 'details' },
    paper.details.map((text) => element('li', { text })),
  );
  const topic = element(
    'p',
    { className: 'topic' },
    [element('span', { className: 'label', text: labels.topic }), ` ${paper.topic}`].map(asNode),
  );
  if (paper.why !== '') topic.append(element('span', { className: 'why', text: ` — ${paper.why}` }));
  const header = element('header', {}, paper.details.length > 0 ? [heading, details, topic] : [heading, topic]);
  header.append(marking(paper, labels));
  const parts = [
    header,
    abstract(paper, labels),
    ...links(paper.links, labels),
    sources(paper.id, paper.sources, labels),
  ];
  return paper.ways.length > 0 || paper.position !== '' ? [navigation(paper, labels), ...parts] : parts;
}

/** The marks that can be set, with the user's tags and note. */
function marking({ id, marks, tags, note }: ReaderPaper, labels: ReaderLabels): Node {
  const buttons = marks.map(({ mark, label, isSet }) => {
    const button = element('button', { className: `mark ${mark}`, text: label });
    button.type = 'button';
    button.setAttribute('aria-pressed', String(isSet));
    button.addEventListener('click', () => {
      host.postMessage({ type: mark, id });
    });
    return button;
  });
  const row = element('div', { className: 'marks' }, [
    ...buttons,
    ...tags.map((tag) => element('span', { className: 'tag', text: `#${tag}` })),
  ]);
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', labels.marking);
  return note === '' ? row : element('div', {}, [row, element('p', { className: 'own', text: note })]);
}

/** The buttons by which one goes to other papers: back and forward at the left, the order of the list at the right. */
function navigation({ id, ways, position }: ReaderPaper, labels: ReaderLabels): Node {
  const buttons = new Map(
    ways.map(({ way, title }) => [way, wayButton({ type: way, id }, labels.ways[way], title)] as const),
  );
  const group = (...nodes: (Node | undefined)[]): Node =>
    element(
      'div',
      {},
      nodes.filter((node) => node !== undefined),
    );
  const place = position === '' ? undefined : element('span', { className: 'position', text: position });
  const nav = element('nav', {}, [
    group(buttons.get('back'), buttons.get('forward')),
    group(buttons.get('previous'), place, buttons.get('next')),
  ]);
  nav.setAttribute('aria-label', labels.navigation);
  return nav;
}

function wayButton(message: FromReader, text: string, title: string): HTMLButtonElement {
  const button = link(message, text);
  button.title = title;
  button.classList.add('way', message.type);
  button.setAttribute('aria-label', `${text}: ${title}`);
  return button;
}

function abstract(paper: ReaderPaper, labels: ReaderLabels): Node {
  if (paper.paragraphs.length === 0) return element('p', { className: 'notice', text: labels.noAbstract });
  return element(
    'article',
    {},
    paper.paragraphs.map((runs) => element('p', {}, inline(runs))),
  );
}

function links(found: readonly ReaderLinks[], labels: ReaderLabels): Node[] {
  if (found.length === 0) return [];
  const entries = found.flatMap(({ label, addresses }) => [
    element('dt', { text: label }),
    ...addresses.map((address) =>
      element('dd', {}, inline([{ text: address.replace(/^https?:\/\//, ''), href: address }])),
    ),
  ]);
  return [
    element('section', { className: 'links' }, [element('h2', { text: labels.links }), element('dl', {}, entries)]),
  ];
}

function sources(id: string, found: readonly ReaderSource[], labels: ReaderLabels): Node {
  const items = found.map(({ where, note }, index) => {
    const item = element('li', {}, [link({ type: 'openSource', id, index }, where)]);
    if (note !== '') item.append(element('span', { className: 'note', text: ` — ${note}` }));
    return item;
  });
  return element('section', { className: 'sources' }, [
    element('h2', { text: labels.sources }),
    element('ul', {}, items),
  ]);
}

function keys(labels: ReaderLabels): Node {
  const items = labels.keys.map(([key, does]) =>
    element('li', {}, [element('kbd', { text: key }), ` ${does}`].map(asNode)),
  );
  return element('footer', {}, [element('ul', { className: 'keys' }, items)]);
}

function similar(papers: readonly ReaderSimilar[], label: string): Node {
  const items = papers.map(({ id, title, topic, shares }) => {
    const about = [topic, shares].filter((text) => text !== '').join(' · ');
    return element('li', {}, [
      link({ type: 'openPaper', id }, title),
      element('p', { className: 'about', text: about }),
    ]);
  });
  return element('section', { className: 'similar' }, [element('h2', { text: label }), element('ul', {}, items)]);
}

function mentionedIn(id: string, places: readonly ReaderPlace[], label: string): Node {
  const items = places.map(({ where, excerpt }, index) => {
    const item = element('li', {}, [link({ type: 'openPlace', id, index }, where)]);
    if (excerpt !== '') item.append(element('p', { className: 'about', text: excerpt }));
    return item;
  });
  return element('section', { className: 'mentioned' }, [element('h2', { text: label }), element('ul', {}, items)]);
}

/** Puts a section in place of the one of its class, or takes that one away. */
function replaceSection(className: 'mentioned' | 'similar', section: Node | null): void {
  root?.querySelector(`.${className}`)?.remove();
  if (!section) return;
  const below = root?.querySelector(className === 'mentioned' ? '.similar, footer' : 'footer');
  below?.before(section);
}

function asNode(node: Node | string): Node {
  return typeof node === 'string' ? document.createTextNode(node) : node;
}

let shown: string | null = null;
let kept: KeptReader | null = null;
/** How far each paper was scrolled when it was left. */
const scrolled = new Map<string, number>();
const before = host.getState();
if (typeof before?.id === 'string' && typeof before.scroll === 'number') scrolled.set(before.id, before.scroll);

function show(paper: ReaderPaper, labels: ReaderLabels): void {
  if (!root) return;
  const hadFocus = root.contains(document.activeElement) || document.activeElement === document.body;
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement.className : '';
  root.classList.toggle('raw', paper.raw);
  root.replaceChildren(...showPaper(paper, labels), keys(labels));
  if (hadFocus && document.hasFocus()) focusAgain(root, focused);
  if (shown === paper.id) return;
  shown = paper.id;
  window.scrollTo(0, scrolled.get(paper.id) ?? 0);
}

/** Puts the focus on the button that had it before the page was made anew, so that one can press it again, else on the whole. */
function focusAgain(page: HTMLElement, className: string): void {
  const same = className === '' ? null : page.getElementsByClassName(className)[0];
  if (same instanceof HTMLElement) same.focus({ preventScroll: true });
  else page.focus({ preventScroll: true });
}

function keep(): void {
  if (kept) host.setState({ ...kept, scroll: window.scrollY });
}

window.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (!root) return;
  if (data.type === 'show') {
    kept = data.kept;
    show(data.paper, data.labels);
    keep();
  } else if (data.type === 'similar') {
    if (shown === data.id) replaceSection('similar', data.papers.length > 0 ? similar(data.papers, data.label) : null);
  } else if (data.type === 'mentionedIn') {
    if (shown === data.id)
      replaceSection('mentioned', data.places.length > 0 ? mentionedIn(data.id, data.places, data.label) : null);
  } else {
    shown = null;
    root.replaceChildren(element('p', { className: 'notice', text: data.text }));
  }
});

let resting: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('scroll', () => {
  if (shown !== null) scrolled.set(shown, window.scrollY);
  clearTimeout(resting);
  resting = setTimeout(keep, 200);
});

host.postMessage({ type: 'ready' });
