import type { OverviewLabels, OverviewView } from '../../core/overviewMessages';
import { barRow } from './bars';
import { html } from './dom';
import { figure, type TableData } from './figure';
import { longList } from './longList';
import type { Page } from './page';
import { filled, number, paperCount } from './words';

const dumpsShown = 10;
const pairsShown = 8;

/** How much of each dump stands in others too, and which two share most. */
export function overlapFigure(view: OverviewView, page: Page): HTMLElement {
  const { dumps, pairs, overlapNote } = view;
  const { labels, tooltip } = page;
  const most = Math.max(...dumps.map(({ papers }) => papers));
  const items = dumps.map(({ name, papers, shared, query }) => {
    const lines = [`${name}: ${paperCount(labels, papers)}`, filled(labels.shared, number(shared)), labels.filterTree];
    const parts = [
      { value: shared, look: 'shared' },
      { value: papers - shared, look: 'own' },
    ];
    return html('li', {}, [
      barRow(
        {
          names: [name],
          value: number(papers),
          parts,
          lines,
          onChoose: () => {
            page.filter(query);
          },
        },
        most,
        tooltip,
      ),
    ]);
  });
  const picture: Node[] = [longList('overlap', items, dumpsShown, labels)];
  const [top] = pairs;
  if (top) {
    const rows = pairs.slice(0, pairsShown).map(({ first, second, papers }) => {
      const names = [first, second];
      const lines = [`${names.join(' + ')}: ${paperCount(labels, papers)}`];
      return html('li', {}, [
        barRow(
          { names, value: number(papers), parts: [{ value: papers, look: 'shared' }], lines, onChoose: null },
          top.papers,
          tooltip,
        ),
      ]);
    });
    picture.push(html('h3', {}, [labels.sharedByTwo]), html('ul', { class: 'rows' }, rows));
  }
  return figure(
    { id: 'overlap', title: labels.overlap, picture, note: overlapNote, table: () => tableOf(view, labels) },
    labels,
  );
}

/** A row and a column for each dump where these are all, else a row for each alone. */
function tableOf(
  { dumps, areAllDumps, pairs }: OverviewView,
  { columnDump, columnPapers, columnShared }: OverviewLabels,
): TableData {
  if (!areAllDumps)
    return {
      columns: [columnDump, columnPapers, columnShared],
      rows: dumps.map(({ name, papers, shared }) => [name, papers, shared]),
    };
  const inBoth = (a: string, b: string): number =>
    pairs.find(({ first, second }) => (first === a && second === b) || (first === b && second === a))?.papers ?? 0;
  const rows = dumps.map(({ name, papers }) => [
    name,
    ...dumps.map((other) => (other.name === name ? papers : inBoth(name, other.name))),
  ]);
  return { columns: [columnDump, ...dumps.map(({ name }) => name)], rows };
}
