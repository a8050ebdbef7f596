import type { OverviewView } from '../../core/overviewMessages';
import { barRow } from './bars';
import { html } from './dom';
import { figure, type TableData } from './figure';
import type { Page } from './page';
import { filled, number, paperCount } from './words';

const dumpsShown = 12;
const pairsShown = 8;
/** Up to so many dumps the table has a row and a column for each. */
const mostInMatrix = 20;

/** How much of each dump stands in others too, and which two share most. */
export function overlapFigure({ dumps, pairs, overlapNote }: OverviewView, page: Page): HTMLElement {
  const { labels, tooltip } = page;
  const most = Math.max(...dumps.map(({ papers }) => papers));
  const items = dumps.slice(0, dumpsShown).map(({ name, papers, shared, query }) => {
    const lines = [`${name}: ${paperCount(labels, papers)}`, filled(labels.shared, number(shared)), labels.filterTree];
    const parts = [{ value: shared, look: 'shared' }, { value: papers - shared, look: 'own' }];
    return html('li', {}, [barRow({ names: [name], value: number(papers), parts, lines, onChoose: () => { page.filter(query); } }, most, tooltip)]);
  });
  const picture: Node[] = [html('ul', { class: 'rows' }, items)];
  if (dumps.length > dumpsShown) picture.push(html('p', { class: 'note' }, [filled(labels.moreDumps, number(dumps.length - dumpsShown))]));
  const [top] = pairs;
  if (top) {
    const rows = pairs.slice(0, pairsShown).map(({ first, second, papers }) => {
      const names = [dumps[first]?.name ?? '', dumps[second]?.name ?? ''];
      const lines = [`${names.join(' + ')}: ${paperCount(labels, papers)}`];
      return html('li', {}, [barRow({ names, value: number(papers), parts: [{ value: papers, look: 'shared' }], lines, onChoose: null }, top.papers, tooltip)]);
    });
    picture.push(html('h3', {}, [labels.sharedByTwo]), html('ul', { class: 'rows' }, rows));
  }
  return figure({ id: 'overlap', title: labels.overlap, picture, note: overlapNote, table: () => tableOf({ dumps, pairs }, page) }, labels);
}

function tableOf({ dumps, pairs }: Pick<OverviewView, 'dumps' | 'pairs'>, { labels }: Page): TableData {
  const { columnDump, columnPapers, columnShared } = labels;
  if (dumps.length > mostInMatrix) return { columns: [columnDump, columnPapers, columnShared], rows: dumps.map(({ name, papers, shared }) => [name, papers, shared]) };
  const shared = new Map(pairs.flatMap(({ first, second, papers }) => [[`${String(first)} ${String(second)}`, papers], [`${String(second)} ${String(first)}`, papers]]));
  const rows = dumps.map(({ name, papers }, i) => [name, ...dumps.map((_, j) => (i === j ? papers : (shared.get(`${String(i)} ${String(j)}`) ?? 0)))]);
  return { columns: [columnDump, ...dumps.map(({ name }) => name)], rows };
}
