import type { ReaderLabels, ReaderPaper, ReaderState, ToReader, FromReader } from '../core/readerMessages';

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

function showPaper(paper: ReaderPaper, labels: ReaderLabels): Node[] {
  const heading = element('h1', { text: paper.title });
  const details = element('ul', { className: 'details' }, paper.details.map((text) => element('li', { text })));
  const topic = element('p', { className: 'topic' }, [element('span', { className: 'label', text: labels.topic }), ` ${paper.topic}`].map(asNode));
  if (paper.why !== '') topic.append(element('span', { className: 'why', text: ` — ${paper.why}` }));
  const header = element('header', {}, paper.details.length > 0 ? [heading, details, topic] : [heading, topic]);
  return [header, abstract(paper, labels), sources(paper, labels)];
}

function abstract(paper: ReaderPaper, labels: ReaderLabels): Node {
  if (paper.paragraphs.length === 0) return element('p', { className: 'notice', text: labels.noAbstract });
  return element(
    'article',
    {},
    paper.paragraphs.map((runs) =>
      element('p', {}, runs.map(({ text, href }) => {
        if (href === undefined || !/^https?:\/\//.test(href)) return document.createTextNode(text);
        const link = element('a', { text });
        link.href = href;
        return link;
      })),
    ),
  );
}

function sources(paper: ReaderPaper, labels: ReaderLabels): Node {
  const items = paper.sources.map((text, index) => {
    const button = element('button', { className: 'link', text });
    button.type = 'button';
    button.addEventListener('click', () => {
      host.postMessage({ type: 'openSource', id: paper.id, index });
    });
    return element('li', {}, [button]);
  });
  return element('footer', {}, [element('h2', { text: labels.sources }), element('ul', {}, items)]);
}

function asNode(node: Node | string): Node {
  return typeof node === 'string' ? document.createTextNode(node) : node;
}

let shown: string | null = null;

window.addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
  if (!root) return;
  if (data.type === 'show') {
    root.replaceChildren(...showPaper(data.paper, data.labels));
    host.setState({ id: data.paper.id });
    if (shown !== data.paper.id) window.scrollTo(0, 0);
    shown = data.paper.id;
  } else {
    root.replaceChildren(element('p', { className: 'notice', text: data.text }));
  }
});

host.postMessage({ type: 'ready' });
