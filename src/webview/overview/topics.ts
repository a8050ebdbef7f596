import type { OverviewLabels, OverviewTopic } from '../../core/overviewMessages';
import { barRow } from './bars';
import { button, html } from './dom';
import { figure } from './figure';
import { longList } from './longList';
import type { Page } from './page';
import { filled, number, paperCount } from './words';

/** Areas from the largest on that have a colour of their own. */
const coloured = 8;
/** So many areas are shown at first. */
const areasShown = 16;

/** The class of an area's colour. */
export function lookOf(area: number): string {
  return area < coloured ? `c${String(area)}` : 'other';
}

/** The areas whose finer topics are shown, by name; remembered while the page is there. */
const open = new Set<string>();

/** Papers by topic: a bar for each area, with those of its finer topics below it. */
export function topicsFigure(
  topics: readonly OverviewTopic[],
  page: Page,
  onPoint: (area: number | null) => void,
): HTMLElement {
  const { labels } = page;
  const most = Math.max(...topics.map(({ papers }) => papers));
  const items = topics.map((topic, area) => {
    const row = topicRow(topic, most, lookOf(area), page, (isOn) => {
      onPoint(isOn ? area : null);
    });
    if (topic.finer.length === 0) return html('li', {}, [row]);
    const finer = html('ul', { class: 'finer', id: `finer-${String(area)}` });
    const twisty = button(
      { class: 'twisty', 'aria-label': filled(labels.finer, topic.name), 'aria-controls': finer.id },
      [],
      () => {
        if (!open.delete(topic.name)) open.add(topic.name);
        show();
      },
    );
    const show = (): void => {
      const isOpen = open.has(topic.name);
      twisty.setAttribute('aria-expanded', String(isOpen));
      finer.hidden = !isOpen;
      if (isOpen && finer.childElementCount === 0)
        finer.append(...topic.finer.map((one) => html('li', {}, [topicRow(one, most, lookOf(area), page)])));
    };
    show();
    return html('li', {}, [twisty, row, finer]);
  });
  return figure(
    {
      id: 'topics',
      title: labels.topics,
      picture: [longList('topics', items, areasShown, labels)],
      table: () => tableOf(topics, labels),
    },
    labels,
  );
}

function topicRow(
  { name, papers, query }: OverviewTopic,
  most: number,
  look: string,
  page: Page,
  onPoint?: (isOn: boolean) => void,
): HTMLElement {
  const lines = [`${name}: ${paperCount(page.labels, papers)}`, page.labels.filterTree];
  const row = {
    names: [name],
    value: number(papers),
    parts: [{ value: papers, look }],
    lines,
    onChoose: () => {
      page.filter(query);
    },
  };
  return barRow(onPoint ? { ...row, onPoint } : row, most, page.tooltip);
}

function tableOf(
  topics: readonly OverviewTopic[],
  { columnTopic, columnArea, columnPapers }: OverviewLabels,
): { columns: string[]; rows: (string | number)[][] } {
  const rows = topics.flatMap(({ name, papers, finer }) => [
    [name, '', papers],
    ...finer.map((one) => [one.name, name, one.papers]),
  ]);
  return { columns: [columnTopic, columnArea, columnPapers], rows };
}
