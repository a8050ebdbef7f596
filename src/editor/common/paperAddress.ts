import * as vscode from 'vscode';
import type { Paper, PaperId } from '../../core/paper';

const path = '/abstract';

/** Of which extension, and in which scheme, VS Code hands addresses back. */
export interface AddressSpace {
  readonly extensionId: string;
  readonly scheme: string;
}

/** The address of a paper, or of several that share a title. It names them by their ids, and so outlasts every change of their dumps. */
export function paperAddress({ extensionId: authority, scheme }: AddressSpace, papers: readonly Paper[]): string {
  const query = new URLSearchParams(papers.map(({ id }) => ['id', id])).toString();
  return vscode.Uri.from({ scheme, authority, path, query }).toString();
}

/** The ids that an address names; none where it is no paper's. */
export function idsIn({ path: given, query }: vscode.Uri): PaperId[] {
  return given === path ? new URLSearchParams(query).getAll('id') : [];
}
