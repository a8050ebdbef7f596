import { button, html, percent, svg } from './dom';
import type { Tooltip } from './tooltip';

/** A part of a bar. */
export interface Part {
  readonly value: number;
  /** The class that gives it its colour. */
  readonly look: string;
}

export interface BarRow {
  /** Its parts are shortened each by itself where there is no room. */
  readonly names: readonly string[];
  /** What stands at the end of the row. */
  readonly value: string;
  /** From the left. */
  readonly parts: readonly Part[];
  /** What is told beside the bar; the first line is its name for those who do not see it. */
  readonly lines: readonly string[];
  readonly onChoose: (() => void) | null;
  readonly onPoint?: (isOn: boolean) => void;
}

/** Makes the bar of a row: parts after each other, `most` as long as there is room. */
function bar(parts: readonly Part[], most: number): SVGSVGElement {
  let start = 0;
  const pieces = parts.flatMap(({ value, look }) => {
    const piece = svg('rect', {
      class: look,
      x: percent(start, most),
      y: 0,
      width: percent(value, most),
      height: '100%',
    });
    start += value;
    return value > 0 ? [piece] : [];
  });
  return svg('svg', { class: 'bar', 'aria-hidden': 'true', focusable: 'false' }, pieces);
}

/** Makes a row of name, bar and value; a button where it can be chosen. */
export function barRow(
  { names, value, parts, lines, onChoose, onPoint }: BarRow,
  most: number,
  tooltip: Tooltip,
): HTMLElement {
  const content = [
    html(
      'span',
      { class: 'names' },
      names.map((name) => html('span', { class: 'name' }, [name])),
    ),
    bar(parts, most),
    html('span', { class: 'value' }, [value]),
  ];
  const row = onChoose
    ? button({ class: 'row', 'aria-label': lines.join('. ') }, content, onChoose)
    : html('div', { class: 'row' }, content);
  tooltip.attach(row, () => lines);
  if (onPoint) {
    for (const [event, isOn] of [
      ['pointerenter', true],
      ['pointerleave', false],
      ['focus', true],
      ['blur', false],
    ] as const) {
      row.addEventListener(event, () => {
        onPoint(isOn);
      });
    }
  }
  return row;
}
