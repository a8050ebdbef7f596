import type { FromOverview, OverviewLabels, OverviewPoint, OverviewView, ToOverview } from '../core/overviewMessages';
import { html } from './overview/dom';
import { PaperMap } from './overview/map';
import { overlapFigure } from './overview/overlap';
import type { Page } from './overview/page';
import { readingFigure } from './overview/reading';
import { timesFigure } from './overview/times';
import { Tooltip } from './overview/tooltip';
import { topicsFigure } from './overview/topics';

declare function acquireVsCodeApi(): {
  postMessage(message: FromOverview): void;
  setState(state: object): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById('overview');
const tooltip = new Tooltip();
let map: PaperMap | null = null;
let points: readonly OverviewPoint[] | null = null;

function show(view: OverviewView, labels: OverviewLabels): void {
  const page: Page = {
    labels,
    tooltip,
    filter: (query) => {
      host.postMessage({ type: 'filter', query });
    },
    open: (id) => {
      host.postMessage({ type: 'open', id });
    },
  };
  const focused = document.activeElement?.closest('.figure')?.id;
  const scrolled = window.scrollY;
  map?.dispose();
  const shown = (map = new PaperMap(view.topics, page));
  const topics = topicsFigure(view.topics, page, (area) => {
    shown.emphasize(area);
  });
  root?.replaceChildren(
    html('header', {}, [html('h1', {}, [labels.title]), html('p', { class: 'summary' }, [view.summary])]),
    html('div', { class: 'figures' }, [
      map.element,
      topics,
      timesFigure(view.times, view.timesNote, page),
      ...(view.reading ? [readingFigure(view.reading, view.topics, page)] : []),
      overlapFigure(view, page),
    ]),
    tooltip.element,
  );
  tooltip.hide();
  if (points) map.show(points);
  window.scrollTo(0, scrolled);
  if (focused !== undefined)
    document.getElementById(focused)?.querySelector<HTMLElement>('.toggle')?.focus({ preventScroll: true });
}

window.addEventListener('message', ({ data }: MessageEvent<ToOverview>) => {
  if (data.type === 'show') show(data.view, data.labels);
  else if (data.type === 'map') {
    points = data.points;
    map?.show(points);
  } else {
    map?.dispose();
    map = points = null;
    root?.replaceChildren(html('p', { class: 'notice' }, [data.text]));
  }
});
window.addEventListener('scroll', () => {
  tooltip.hide();
});

host.setState({});
host.postMessage({ type: 'ready' });
