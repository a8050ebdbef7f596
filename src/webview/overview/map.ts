import { densest, placeLabels } from '../../core/overview/labels';
import { nearestPlace, nextPlace, type Direction } from '../../core/overview/navigation';
import type { OverviewPoint, OverviewTopic } from '../../core/overviewMessages';
import { button, html, set, svg } from './dom';
import { figure, type TableData } from './figure';
import type { Page } from './page';
import { lookOf } from './topics';

const margin = 14;
const labelHeight = 17;
/** A label stands where papers of its area lie close: at least so many of them, and this share of those that are seen. */
const leastLabelled = 3;
const leastShare = 0.3;
/** How close that is, as a share of the picture's shorter side. */
const closeness = 0.13;
/** One label for so many square pixels. */
const roomForLabel = 24_000;
const mostZoom = 40;
const zoomStep = 1.5;
/** How far from a point the pointer may be, in pixels. */
const reach = 14;
const directions: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** A point where it stands in the picture, in pixels. */
interface Drawn {
  readonly x: number;
  readonly y: number;
}

/** The map of the papers. One point at a time can be reached by the keyboard: the one that the arrow keys lead to. */
export class PaperMap {
  readonly element: HTMLElement;
  readonly #page: Page;
  readonly #topics: readonly OverviewTopic[];
  readonly #dots = svg('g', { 'aria-hidden': 'true' });
  readonly #labels = svg('g', { class: 'maplabels', 'aria-hidden': 'true' });
  readonly #marker = svg('circle', { class: 'marker', r: 7, visibility: 'hidden', 'aria-hidden': 'true' });
  readonly #focus = svg('g');
  readonly #picture = svg('svg', { class: 'map', role: 'group' }, [
    this.#dots,
    this.#labels,
    this.#marker,
    this.#focus,
  ]);
  readonly #waiting = html('p', { class: 'note waiting', role: 'status' });
  readonly #resizing = new ResizeObserver(() => {
    this.#fit();
  });
  #points: readonly OverviewPoint[] = [];
  /** How wide and high the map is in its own measure; its middle is at 0.5, 0.5. */
  #extent = { x: 1, y: 1 };
  #drawn: Drawn[] = [];
  #width = 0;
  #height = 0;
  #zoom = 1;
  /** What stands in the middle of the picture, in the map's own measure. */
  #middle = { x: 0.5, y: 0.5 };
  #current = -1;
  /** Where the pointer went down, and whether it moved the map since. */
  #drag: { readonly x: number; readonly y: number; moved: boolean } | null = null;
  #isDrawing = false;

  constructor(topics: readonly OverviewTopic[], page: Page) {
    this.#page = page;
    this.#topics = topics;
    const { labels } = page;
    set(this.#picture, { 'aria-label': labels.map });
    this.#waiting.textContent = labels.mapWaiting;
    const tool = (label: string, text: string, act: () => void): HTMLElement =>
      button({ class: 'tool', 'aria-label': label, title: label }, [text], act);
    const tools = [
      tool(labels.zoomIn, '+', () => {
        this.#zoomBy(zoomStep);
      }),
      tool(labels.zoomOut, '−', () => {
        this.#zoomBy(1 / zoomStep);
      }),
      tool(labels.zoomReset, '⤢', () => {
        this.#zoomBy(0);
      }),
    ];
    this.element = figure(
      {
        id: 'map',
        title: labels.map,
        picture: [html('div', { class: 'mapbox' }, [this.#picture, this.#waiting])],
        tools,
        note: labels.mapHelp,
        table: () => this.#table(),
      },
      labels,
    );
    this.#resizing.observe(this.#picture);
    this.#listen();
  }

  dispose(): void {
    this.#resizing.disconnect();
  }

  /** Puts the points on the map. */
  show(points: readonly OverviewPoint[]): void {
    const before = this.#points[this.#current]?.id;
    this.#points = points;
    const extent = (values: readonly number[]): number =>
      values.reduce((most, value) => Math.max(most, 2 * Math.abs(value - 0.5)), 0.05);
    this.#extent = { x: extent(points.map(({ x }) => x)), y: extent(points.map(({ y }) => y)) };
    this.#waiting.hidden = true;
    this.#current = points.findIndex(({ id }) => id === before);
    this.#draw();
  }

  /** Makes one area stand out; null for none. */
  emphasize(area: number | null): void {
    for (const path of this.#dots.children)
      path.classList.toggle('dimmed', area !== null && path.getAttribute('data-area') !== String(area));
    for (const text of this.#labels.children)
      text.classList.toggle('dimmed', area !== null && text.getAttribute('data-area') !== String(area));
  }

  #table(): TableData {
    const { labels, open } = this.#page;
    const points = [...this.#points].sort((a, b) => a.area - b.area || (a.title < b.title ? -1 : 1));
    return {
      columns: [labels.columnPaper, labels.columnArea],
      rows: points.map(({ title, area }) => [title, this.#topics[area]?.name ?? '']),
      onChoose: (row) => {
        open(points[row]?.id ?? '');
      },
    };
  }

  #fit(): void {
    const { width, height } = this.#picture.getBoundingClientRect();
    if (width === 0 || (width === this.#width && height === this.#height)) return;
    this.#width = width;
    this.#height = height;
    this.#draw();
  }

  #draw(): void {
    if (this.#width === 0) return;
    for (const layer of [this.#dots, this.#labels, this.#focus]) layer.removeAttribute('transform');
    const { scale, left, top } = this.#frame();
    this.#drawn = this.#points.map(({ x, y }) => ({ x: scale * (x - left), y: scale * (y - top) }));
    const byArea = new Map<number, Drawn[]>();
    for (const [i, { area }] of this.#points.entries()) {
      const place = this.#drawn[i];
      const known = byArea.get(area);
      if (!place) continue;
      if (known) known.push(place);
      else byArea.set(area, [place]);
    }
    const size =
      Math.max(2.4, Math.min(9, 150 / Math.sqrt(this.#points.length + 1))) * Math.min(2.2, this.#zoom ** 0.4);
    const areas = [...byArea].sort(([a], [b]) => b - a);
    this.#dots.replaceChildren(
      ...areas.map(([area, places]) =>
        svg('path', {
          class: `dots ${lookOf(area)}`,
          'data-area': area,
          'stroke-width': size,
          d: this.#pathOf(places),
        }),
      ),
    );
    this.#drawLabels(byArea);
    this.#drawFocus(false);
    set(this.#marker, { visibility: 'hidden' });
  }

  /** The dots that are to be seen as one path of lines without length, whose round ends are the dots. */
  #pathOf(places: readonly Drawn[]): string {
    let path = '';
    for (const { x, y } of places) {
      if (x > -margin && x < this.#width + margin && y > -margin && y < this.#height + margin)
        path += `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
    }
    return path;
  }

  #drawLabels(byArea: ReadonlyMap<number, readonly Drawn[]>): void {
    const radius = closeness * Math.min(this.#width, this.#height);
    const areas = [...byArea].flatMap(([area, places]) => {
      const seen = places.filter(({ x, y }) => x > 0 && x < this.#width && y > 0 && y < this.#height);
      const cluster = densest(seen, radius);
      const name = this.#topics[area]?.name;
      if (!cluster || name === undefined || cluster.places < Math.max(leastLabelled, leastShare * seen.length))
        return [];
      return [
        {
          area,
          cluster,
          text: svg('text', { class: 'maplabel', 'data-area': area, 'text-anchor': 'middle', dy: '0.32em' }, [name]),
        },
      ];
    });
    areas.sort((a, b) => b.cluster.places - a.cluster.places || a.area - b.area);
    areas.length = Math.min(areas.length, Math.ceil((this.#width * this.#height) / roomForLabel));
    this.#labels.replaceChildren(...areas.map(({ text }) => text));
    const wanted = areas.map(({ cluster: { x, y }, text }) => ({
      x,
      y,
      width: text.getComputedTextLength() + 8,
      height: labelHeight,
    }));
    for (const [i, placed] of placeLabels(wanted, this.#width, this.#height).entries()) {
      const text = areas[i]?.text;
      if (placed && text) set(text, { x: placed.x, y: placed.y });
      else text?.remove();
    }
  }

  /** From the map's measure to pixels: (place − left or top) · scale. */
  #frame(): { readonly scale: number; readonly left: number; readonly top: number } {
    const scale =
      this.#zoom * Math.min((this.#width - 2 * margin) / this.#extent.x, (this.#height - 2 * margin) / this.#extent.y);
    return { scale, left: this.#middle.x - this.#width / scale / 2, top: this.#middle.y - this.#height / scale / 2 };
  }

  #zoomBy(factor: number, at: Drawn = { x: this.#width / 2, y: this.#height / 2 }): void {
    const before = this.#frame();
    const still = { x: at.x / before.scale + before.left, y: at.y / before.scale + before.top };
    this.#zoom = Math.min(mostZoom, Math.max(1, this.#zoom * factor));
    const { scale } = this.#frame();
    this.#moveTo(
      this.#zoom === 1
        ? { x: 0.5, y: 0.5 }
        : { x: still.x + (this.#width / 2 - at.x) / scale, y: still.y + (this.#height / 2 - at.y) / scale },
    );
  }

  #moveTo({ x, y }: Drawn): void {
    this.#middle = { x: Math.min(1, Math.max(0, x)), y: Math.min(1, Math.max(0, y)) };
    if (this.#isDrawing) return;
    this.#isDrawing = true;
    requestAnimationFrame(() => {
      this.#isDrawing = false;
      this.#draw();
    });
  }

  #listen(): void {
    const picture = this.#picture;
    const placeOf = ({ clientX, clientY }: MouseEvent): Drawn => {
      const { left, top } = picture.getBoundingClientRect();
      return { x: clientX - left, y: clientY - top };
    };
    picture.addEventListener('pointermove', (event) => {
      if (this.#drag && event.buttons === 1) {
        const [dx, dy] = [event.clientX - this.#drag.x, event.clientY - this.#drag.y];
        if (!this.#drag.moved && Math.hypot(dx, dy) < 4) return;
        this.#drag.moved = true;
        this.#page.tooltip.hide();
        set(this.#marker, { visibility: 'hidden' });
        for (const layer of [this.#dots, this.#labels, this.#focus])
          set(layer, { transform: `translate(${String(dx)} ${String(dy)})` });
        return;
      }
      this.#pointAt(nearestPlace(this.#drawn, placeOf(event), reach));
    });
    picture.addEventListener('pointerleave', () => {
      this.#pointAt(null);
    });
    picture.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      this.#drag = { x: event.clientX, y: event.clientY, moved: false };
      picture.setPointerCapture(event.pointerId);
    });
    picture.addEventListener('lostpointercapture', (event) => {
      if (!this.#drag?.moved) return;
      const { scale } = this.#frame();
      this.#moveTo({
        x: this.#middle.x - (event.clientX - this.#drag.x) / scale,
        y: this.#middle.y - (event.clientY - this.#drag.y) / scale,
      });
    });
    picture.addEventListener('click', (event) => {
      const wasDragged = this.#drag?.moved ?? false;
      this.#drag = null;
      const place = wasDragged ? null : nearestPlace(this.#drawn, placeOf(event), reach);
      if (place === null) return;
      this.#current = place;
      this.#drawFocus(false);
      this.#openCurrent();
    });
    picture.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        this.#zoomBy(Math.exp(-event.deltaY / 300), placeOf(event));
      },
      { passive: false },
    );
    picture.addEventListener('keydown', (event) => {
      const direction = directions[event.key];
      if (direction && !event.ctrlKey && !event.altKey && !event.metaKey) this.#go(direction);
      else if (event.key === 'Enter' || event.key === ' ') this.#openCurrent();
      else if (event.key === '+' || event.key === '=') this.#zoomBy(zoomStep);
      else if (event.key === '-') this.#zoomBy(1 / zoomStep);
      else if (event.key === '0') this.#zoomBy(0);
      else if (event.key === 'Escape') this.#page.tooltip.hide();
      else return;
      event.preventDefault();
    });
  }

  #openCurrent(): void {
    const point = this.#points[this.#current];
    if (point) this.#page.open(point.id);
  }

  #go(direction: Direction): void {
    const next = nextPlace(this.#drawn, this.#current, direction);
    if (next === null) return;
    this.#current = next;
    const { x = 0, y = 0 } = this.#drawn[next] ?? {};
    const isSeen = x >= margin && y >= margin && x <= this.#width - margin && y <= this.#height - margin;
    const point = this.#points[next];
    this.#drawFocus(true);
    if (!isSeen && point) this.#moveTo(point);
  }

  /** Draws the point that the keyboard can reach: the current one, or the one nearest to the middle. */
  #drawFocus(takeFocus: boolean): void {
    const hadFocus = this.#focus.contains(document.activeElement);
    if (this.#current < 0)
      this.#current = nearestPlace(this.#drawn, { x: this.#width / 2, y: this.#height / 2 }, Infinity) ?? -1;
    const [point, place] = [this.#points[this.#current], this.#drawn[this.#current]];
    if (!point || !place) {
      this.#focus.replaceChildren();
      return;
    }
    const node = svg('circle', {
      class: 'point',
      cx: place.x,
      cy: place.y,
      r: 7,
      role: 'button',
      tabindex: 0,
      'aria-label': this.#linesOf(point).join('. '),
    });
    node.addEventListener('focus', () => {
      if (node.matches(':focus-visible')) this.#page.tooltip.show(this.#linesOf(point), node.getBoundingClientRect());
    });
    node.addEventListener('blur', () => {
      this.#page.tooltip.hide();
    });
    this.#focus.replaceChildren(node);
    if (takeFocus || hadFocus) node.focus();
  }

  #linesOf({ title, area }: OverviewPoint): string[] {
    const topic = this.#topics[area]?.name;
    return topic === undefined ? [title] : [title, topic];
  }

  #pointAt(place: number | null): void {
    const [point, drawn] = place === null ? [] : [this.#points[place], this.#drawn[place]];
    this.#picture.classList.toggle('onpoint', point !== undefined);
    if (!point || !drawn) {
      set(this.#marker, { visibility: 'hidden' });
      this.#page.tooltip.hide();
      return;
    }
    set(this.#marker, { cx: drawn.x, cy: drawn.y, visibility: 'visible' });
    this.#page.tooltip.show(this.#linesOf(point), this.#marker.getBoundingClientRect());
  }
}
