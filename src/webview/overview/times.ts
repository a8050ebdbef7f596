import type { OverviewTime } from '../../core/overviewMessages';
import { percent, set, svg } from './dom';
import { figure } from './figure';
import type { Page } from './page';
import { filled, number, paperCount } from './words';

const gap = 0.15;
/** The style sheet fills with the pattern of this id. */
const hatch = 'inferred-hatch';

/** Papers by month or year: a column for each, what has an inferred year hatched. */
export function timesFigure(times: readonly OverviewTime[], note: string, page: Page): HTMLElement {
  const { labels } = page;
  const table = (): { columns: string[]; rows: (string | number)[][] } => ({
    columns: [labels.columnTime, labels.columnPapers, labels.columnInferred],
    rows: times.map(({ name, papers, inferred }) => [name, papers, inferred]),
  });
  return figure(
    {
      id: 'times',
      title: labels.times,
      picture: times.length > 0 ? [chart(times, page)] : [],
      note,
      table: times.length > 0 ? table : null,
    },
    labels,
  );
}

function chart(times: readonly OverviewTime[], { labels, tooltip, filter }: Page): SVGSVGElement {
  const most = niceCeiling(Math.max(...times.map(({ papers }) => papers)));
  const pattern = svg(
    'pattern',
    { id: hatch, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
    [
      svg('rect', { class: 'hatchground', width: 5, height: 5 }),
      svg('rect', { class: 'hatchline', width: 2.5, height: 5 }),
    ],
  );
  const lines = [0, most / 2, most].filter(Number.isInteger).flatMap((value) => {
    const y = percent(most - value, most);
    return [
      svg('line', { class: 'gridline', x1: 0, x2: '100%', y1: y, y2: y }),
      svg('text', { class: 'tick', x: -6, y, dy: '0.32em', 'text-anchor': 'end' }, [number(value)]),
    ];
  });
  const width = Math.min(100 / times.length, 12);
  const columns = times.map(({ name, papers, inferred, query }, i) => {
    const about = [
      `${name}: ${paperCount(labels, papers)}`,
      ...(inferred > 0 ? [filled(labels.inferred, number(inferred))] : []),
      ...(papers > 0 ? [labels.filterYear] : []),
    ];
    const [x, y, w] = [
      `${String((i + gap / 2) * width)}%`,
      percent(most - papers, most),
      `${String((1 - gap) * width)}%`,
    ];
    const parts = [
      svg('rect', { class: 'hit', x: `${String(i * width)}%`, y: 0, width: `${String(width)}%`, height: '100%' }),
      svg('rect', {
        class: 'column',
        x,
        y: percent(most - papers + inferred, most),
        width: w,
        height: percent(papers - inferred, most),
      }),
      ...(inferred > 0
        ? [svg('rect', { class: 'column inferred', x, y, width: w, height: percent(inferred, most) })]
        : []),
    ];
    const group = svg(
      'g',
      { class: 'time', role: 'button', tabindex: i === times.length - 1 ? 0 : -1, 'aria-label': about.join('. ') },
      parts,
    );
    tooltip.attach(group, () => about);
    group.addEventListener('click', () => {
      if (papers > 0) filter(query);
    });
    return group;
  });
  const ticks = times.flatMap(({ tick }, i) =>
    tick === ''
      ? []
      : [
          svg(
            'text',
            { class: 'tick', x: `${String((i + 0.5) * width)}%`, y: '100%', dy: '1.5em', 'text-anchor': 'middle' },
            [tick],
          ),
        ],
  );
  const picture = svg('svg', { class: 'times', role: 'group', 'aria-label': labels.times }, [
    svg('defs', {}, [pattern]),
    ...lines,
    ...columns,
    ...ticks,
  ]);
  picture.addEventListener('keydown', (event) => {
    const at = columns.findIndex((column) => column === document.activeElement);
    if (at < 0) return;
    if (event.key === 'Enter' || event.key === ' ')
      columns[at]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else {
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
      const next = to === undefined ? undefined : columns[to];
      if (!next) return;
      for (const column of columns) set(column, { tabindex: column === next ? 0 : -1 });
      next.focus();
    }
    event.preventDefault();
  });
  return picture;
}

/** The least of 1, 2, 3, 4, 5, 6, 8 and 10 times a power of ten that is not below a value. */
function niceCeiling(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return power * ([1, 2, 3, 4, 5, 6, 8, 10].find((step) => step * power >= value) ?? 10);
}
