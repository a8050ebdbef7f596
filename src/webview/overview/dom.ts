type Attributes = Readonly<Record<string, string | number>>;

/** Makes an HTML element. Text is always set as text, never as mark-up. */
export function html<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name);
  set(node, attributes);
  node.append(...children);
  return node;
}

/** Makes an SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  children: readonly (Node | string)[] = [],
): SVGElementTagNameMap[K] {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  set(node, attributes);
  node.append(...children);
  return node;
}

export function set(node: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, String(value));
}

/** Makes a button. */
export function button(
  attributes: Attributes,
  children: readonly (Node | string)[],
  onClick: () => void,
): HTMLButtonElement {
  const node = html('button', { type: 'button', ...attributes }, children);
  node.addEventListener('click', onClick);
  return node;
}

/** A share of a whole in per cent, as SVG takes it. */
export function percent(part: number, whole: number): string {
  return `${String(whole > 0 ? Math.round((10_000 * part) / whole) / 100 : 0)}%`;
}
