import type { ReaderLabels, ReaderPaper, ReaderPlace, ReaderSimilar, ReaderState, ToReader, FromReader } from '../core/readerMessages';
import type { Run } from '../core/text/prose';

declare function acquireVsCodeApi(): {
  postMessage(message: FromReader): void;
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
  if (math !== undefined) node = element('span', { className: 'math' }, [node]);
  if (script !== undefined) node = element(script, {}, [node]);
  if (style !== undefined) node = element(styleTags[style], style === 'smallCaps' ? { className: 'small-caps' } : {}, [node]);
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
  const details = element('ul', { className: 'details' }, paper.details.map((text) => element('li', { text })));
  const topic = element('p', { className: 'topic' }, [element('span', { className: 'label', text: labels.topic }), ` ${paper.topic}`].map(asNode));
  if (paper.why !== '') topic.append(element('span', { className: 'why', text: ` — ${paper.why}` }));
  const header = element('header', {}, paper.details.length > 0 ? [heading, details, topic] : [heading, topic]);
  if (paper.back !== null) header.prepend(back(paper, paper.back, labels));
  return [header, abstract(paper, labels), sources(paper, labels)];
}

function back({ id }: ReaderPaper, title: string, labels: ReaderLabels): Node {
  const nav = element('nav', {}, [link({ type: 'back', id }, `← ${title}`)]);
  nav.setAttribute('aria-label', labels.back);
  return nav;
}

function abstract(paper: ReaderPaper, labels: ReaderLabels): Node {
  if (paper.paragraphs.length === 0) return element('p', { className: 'notice', text: labels.noAbstract });
  return element(
    'article',
    {},
    paper.paragraphs.map((runs) => element('p', {}, inline(runs))),
  );
}

function sources(paper: ReaderPaper, labels: ReaderLabels): Node {
  const items = paper.sources.map((text, index) => element('li', {}, [link({ type: 'openSource', id: paper.id, index }, text)]));
  return element('footer', {}, [element('h2', { text: labels.sources }), element('ul', {}, items)]);
}

function similar(papers: readonly ReaderSimilar[], label: string): Node {
  const items = papers.map(({ id, title, topic, shares }) => {
    const about = [topic, shares].filter((text) => text !== '').join(' · ');
    return element('li', {}, [link({ type: 'openPaper', id }, title), element('p', { className: 'about', text: about })]);
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
function replaceSection(className: string, section: Node | null): void {
  root?.querySelector(`.${className}`)?.remove();
  if (!section) return;
  if (className === 'mentioned') root?.querySelector('.similar')?.before(section);
  if (!section.isConnected) root?.append(section);
}

function asNode(node: Node | string): Node {
  return typeof node === 'string' ? document.createTextNode(node) : node;
}

let shown: string | null = null;

window.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (!root) return;
  if (data.type === 'show') {
    const hadFocus = root.contains(document.activeElement);
    root.replaceChildren(...showPaper(data.paper, data.labels));
    host.setState({ id: data.paper.id });
    if (shown !== data.paper.id) {
      window.scrollTo(0, 0);
      if (hadFocus) root.focus();
    }
    shown = data.paper.id;
  } else if (data.type === 'similar') {
    if (shown === data.id) replaceSection('similar', data.papers.length > 0 ? similar(data.papers, data.label) : null);
  } else if (data.type === 'mentionedIn') {
    if (shown === data.id) replaceSection('mentioned', data.places.length > 0 ? mentionedIn(data.id, data.places, data.label) : null);
  } else {
    shown = null;
    root.replaceChildren(element('p', { className: 'notice', text: data.text }));
  }
});

host.postMessage({ type: 'ready' });
