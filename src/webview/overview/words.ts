import type { OverviewLabels } from '../../core/overviewMessages';

let format: Intl.NumberFormat | undefined;

/** A count in the page's language. */
export function number(count: number): string {
  return (format ??= new Intl.NumberFormat(document.documentElement.lang || undefined)).format(count);
}

/** A share in per cent, in the page's language. */
export function share(part: number, whole: number): string {
  return new Intl.NumberFormat(document.documentElement.lang || undefined, { style: 'percent' }).format(
    whole > 0 ? part / whole : 0,
  );
}

/** "1 paper", "405 papers". */
export function paperCount({ onePaper, papers }: OverviewLabels, count: number): string {
  return count === 1 ? onePaper : filled(papers, number(count));
}

/** A label with what stands for `{0}`. */
export function filled(label: string, what: string): string {
  return label.replace('{0}', () => what);
}
