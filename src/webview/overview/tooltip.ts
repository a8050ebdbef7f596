import { html } from './dom';

/** A small text beside what the pointer or the focus is on. It is not read aloud: what it tells is in the names of the elements. */
export class Tooltip {
  readonly element = html('div', { class: 'tooltip', 'aria-hidden': 'true', hidden: '' });

  /** Shows lines of text beside a rectangle of the window, below it if there is room. */
  show(
    lines: readonly string[],
    { left, right, top, bottom }: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'>,
  ): void {
    this.element.replaceChildren(...lines.map((line, i) => html('div', { class: i === 0 ? 'first' : 'rest' }, [line])));
    this.element.hidden = false;
    const { offsetWidth: width, offsetHeight: height } = this.element;
    const { clientWidth, clientHeight } = document.documentElement;
    const x = Math.max(4, Math.min((left + right - width) / 2, clientWidth - width - 4));
    const y = bottom + 6 + height <= clientHeight ? bottom + 6 : Math.max(4, top - 6 - height);
    this.element.style.left = `${String(x)}px`;
    this.element.style.top = `${String(y)}px`;
  }

  hide(): void {
    this.element.hidden = true;
  }

  /** Shows lines while the pointer or the focus is on an element. */
  attach(to: Element, lines: () => readonly string[]): void {
    const show = (): void => {
      this.show(lines(), to.getBoundingClientRect());
    };
    const hide = (): void => {
      this.hide();
    };
    to.addEventListener('pointerenter', show);
    to.addEventListener('pointerleave', hide);
    to.addEventListener('focus', () => {
      if (to.matches(':focus-visible')) show();
    });
    to.addEventListener('blur', hide);
  }
}
