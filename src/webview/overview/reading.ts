import type { ReadState } from '../../core/reading/reading';
import type { OverviewTopic, OverviewView } from '../../core/overviewMessages';
import { barRow } from './bars';
import { button, html, svg } from './dom';
import { figure } from './figure';
import type { Page } from './page';
import { number, paperCount, share } from './words';

const states: readonly ReadState[] = ['read', 'queued', 'unread'];
const areasShown = 10;

/** Read against unread: all papers together, and the largest areas. */
export function readingFigure(
  reading: NonNullable<OverviewView['reading']>,
  topics: readonly OverviewTopic[],
  page: Page,
): HTMLElement {
  const { labels, tooltip } = page;
  const legend = states.map((state) => {
    const { name, papers, query } = reading[state];
    const swatch = svg('svg', { class: 'swatch', 'aria-hidden': 'true' }, [
      svg('rect', { class: state, width: '100%', height: '100%' }),
    ]);
    const key = button(
      { class: 'key', 'aria-label': `${name}: ${paperCount(labels, papers)}. ${labels.filterTree}` },
      [swatch, html('span', {}, [name]), html('span', { class: 'value' }, [number(papers)])],
      () => {
        page.filter(query);
      },
    );
    tooltip.attach(key, () => [labels.filterTree]);
    return html('li', {}, [key]);
  });
  const row = ({ name, papers, reading: counts }: OverviewTopic): HTMLElement => {
    const parts = states.map((state) => ({ value: counts[state], look: state }));
    const lines = [name, ...states.map((state) => `${reading[state].name}: ${number(counts[state])}`)];
    return html('li', {}, [
      barRow({ names: [name], value: share(counts.read, papers), parts, lines, onChoose: null }, papers, tooltip),
    ]);
  };
  const table = (): { columns: string[]; rows: (string | number)[][] } => ({
    columns: [labels.columnTopic, ...states.map((state) => reading[state].name)],
    rows: topics.map(({ name, reading: counts }) => [name, ...states.map((state) => counts[state])]),
  });
  const picture = [
    html('ul', { class: 'legend' }, legend),
    html('ul', { class: 'rows' }, topics.slice(0, areasShown).map(row)),
  ];
  return figure({ id: 'reading', title: labels.reading, picture, table }, labels);
}
