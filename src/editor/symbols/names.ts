import type { Entry, Metadata } from '../../core/paper';
import { visible } from '../../core/text/prose';
import { dateText, titleText } from '../common/describe';
import { escapeLabel } from '../common/sinks/text';

/** A paper's title as the name of a symbol. */
export function symbolName(paper: Pick<Entry, 'title'>): string {
  return escapeLabel(titleText(paper));
}

/** Who a paper is from, and when; empty where neither is known. */
export function symbolDetail({ organization, date }: Metadata): string {
  const parts = [organization ? visible(organization.name) : '', date ? dateText(date) : ''];
  return escapeLabel(parts.filter((part) => part !== '').join(' · '));
}
