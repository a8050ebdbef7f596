import type { Entry, Metadata } from '../../core/paper';
import { visible } from '../../core/text/prose';
import { dateText, titleText } from '../common/describe';

/** A paper's title as the name of a symbol. */
export function symbolName(paper: Pick<Entry, 'title'>): string {
  return withoutIcons(titleText(paper));
}

/** Who a paper is from, and when; empty where neither is known. */
export function symbolDetail({ organization, date }: Metadata): string {
  const parts = [organization ? visible(organization.name) : '', date ? dateText(date) : ''];
  return withoutIcons(parts.filter((part) => part !== '').join(' · '));
}

/** Quick pick makes an icon of `$(name)`; the outline shows names as they are, and so also a backslash that would keep it from that. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$\u200b(');
}
