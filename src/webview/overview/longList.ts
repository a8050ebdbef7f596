import type { OverviewLabels } from '../../core/overviewMessages';
import { button, html } from './dom';
import { filled, number } from './words';

/** The lists that are shown whole, by id; remembered while the page is there. */
const whole = new Set<string>();

/** Makes a list of which the first items are shown, and all of them on request. */
export function longList(
  id: string,
  items: readonly HTMLElement[],
  shown: number,
  labels: OverviewLabels,
): HTMLElement {
  const list = html('ul', { class: 'rows', id: `${id}-rows` }, items);
  if (items.length <= shown) return list;
  const more = button({ class: 'link more', 'aria-controls': list.id }, [], () => {
    if (!whole.delete(id)) whole.add(id);
    show();
  });
  const show = (): void => {
    const isWhole = whole.has(id);
    for (const item of items.slice(shown)) item.hidden = !isWhole;
    more.setAttribute('aria-expanded', String(isWhole));
    more.textContent = isWhole ? labels.fewer : filled(labels.more, number(items.length - shown));
  };
  show();
  return html('div', {}, [list, more]);
}
