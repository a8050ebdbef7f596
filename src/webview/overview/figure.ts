import type { OverviewLabels } from '../../core/overviewMessages';
import { button, html } from './dom';
import { number } from './words';

/** What a figure tells, as a table. The first cell of each row is its heading. */
export interface TableData {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
  /** What choosing the heading of a row does; without it, it cannot be chosen. */
  readonly onChoose?: (row: number) => void;
}

export interface FigureOptions {
  readonly id: string;
  readonly title: string;
  readonly picture: readonly Node[];
  /** What stands below picture and table. */
  readonly note?: string;
  readonly tools?: readonly Node[];
  /** Made when it is first asked for; null where there is nothing to tell. */
  readonly table: (() => TableData) | null;
}

/** The figures that are shown as tables; remembered while the page is there. */
const asTables = new Set<string>();

/** Makes a figure that can be shown as a picture or as a table. */
export function figure(
  { id, title, picture, note = '', tools = [], table }: FigureOptions,
  labels: OverviewLabels,
): HTMLElement {
  const pictureBox = html('div', { class: 'picture' }, picture);
  const tableBox = html('div', { class: 'tablebox', tabindex: 0, role: 'region', 'aria-label': title });
  const toolBox = html('div', { class: 'tools' }, tools);
  const show = (): void => {
    const isTable = table !== null && asTables.has(id);
    if (isTable && table && tableBox.childElementCount === 0) tableBox.append(tableOf(title, table()));
    tableBox.hidden = !isTable;
    pictureBox.hidden = isTable;
    toolBox.hidden = isTable;
    toggle.textContent = isTable ? labels.asPicture : labels.asTable;
  };
  const toggle = button({ class: 'link toggle', 'aria-describedby': `${id}-title` }, [], () => {
    if (!asTables.delete(id)) asTables.add(id);
    show();
  });
  toggle.hidden = table === null;
  show();
  const head = html('div', { class: 'head' }, [html('h2', { id: `${id}-title` }, [title]), toolBox, toggle]);
  const box = html('section', { class: 'figure', id, 'aria-labelledby': `${id}-title` }, [head, pictureBox, tableBox]);
  if (note !== '') box.append(html('p', { class: 'note' }, [note]));
  return box;
}

function tableOf(title: string, { columns, rows, onChoose }: TableData): HTMLTableElement {
  const head = html(
    'tr',
    {},
    columns.map((column, i) =>
      html('th', i === 0 ? { scope: 'col' } : { scope: 'col', class: isNumeric(rows, i) ? 'number' : '' }, [column]),
    ),
  );
  const body = rows.map((cells, row) =>
    html(
      'tr',
      {},
      cells.map((cell, i) => {
        const text = typeof cell === 'number' ? number(cell) : cell;
        const heading = (): Node | string =>
          onChoose
            ? button({ class: 'link' }, [text], () => {
                onChoose(row);
              })
            : text;
        return i === 0
          ? html('th', { scope: 'row' }, [heading()])
          : html('td', { class: typeof cell === 'number' ? 'number' : '' }, [text]);
      }),
    ),
  );
  return html('table', {}, [html('caption', {}, [title]), html('thead', {}, [head]), html('tbody', {}, body)]);
}

function isNumeric(rows: TableData['rows'], column: number): boolean {
  return typeof rows[0]?.[column] === 'number';
}
