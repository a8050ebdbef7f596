import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf';
import type { FileProblem } from '../../core/reading/fileStorage';
import { readingMessages } from '../../core/reading/readingFile';
import { FileTooLargeError, IncompleteWriteError, SymbolicLinkError } from '../../core/reading/replaceFile';
import { showMessage } from '../common/sinks/window';

/** Tells why user state could not be saved, once for each reason until something was saved. */
export class Reports {
  #shown = '';

  /** Forgets what was shown, once everything is saved. */
  clear(): void {
    this.#shown = '';
  }

  /** @param replace Replaces the file by what is remembered; its former content is kept beside it. */
  problem(uri: vscode.Uri, problem: FileProblem, replace: () => unknown): void {
    const where = `${vscode.workspace.asRelativePath(uri)}:${String(problem.line)}`;
    const what = vscode.l10n.t(readingMessages[problem.kind], problem.excerpt);
    const [open, renew] = [vscode.l10n.t('Open File'), vscode.l10n.t('Replace File')];
    const isOurs = problem.kind !== 'newerVersion';
    const text = vscode.l10n.t('Could not save your changes: {0}', `${where}: ${what}`);
    this.#show(text, [open, ...(isOurs ? [renew] : [])], (chosen) => {
      if (chosen === renew) replace();
      else if (chosen === open)
        void vscode.window.showTextDocument(uri, {
          selection: new vscode.Range(problem.line - 1, 0, problem.line - 1, 0),
        });
    });
  }

  /** Says that changes cannot be saved because a newer version saved the store. */
  newerVersion(): void {
    const what = vscode.l10n.t('They were last saved by a newer version of Paper Digest.');
    this.#show(vscode.l10n.t('Could not save your changes: {0}', what));
  }

  /** Says why changes could not be saved. */
  error(error: unknown): void {
    const what = reasonOf(error);
    this.#show(vscode.l10n.t('Could not save your changes: {0}', what));
  }

  #show(text: string, buttons: readonly string[] = [], then: (chosen: string) => void = () => undefined): void {
    if (text === this.#shown) return;
    this.#shown = text;
    void showMessage('error', text, ...buttons).then((chosen) => {
      if (chosen !== undefined) then(chosen);
    });
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof IncompleteWriteError)
    return vscode.l10n.t('Only {0} of {1} bytes could be written. Is the disk full?', error.written, error.expected);
  if (error instanceof SymbolicLinkError)
    return vscode.l10n.t('{0} is a symbolic link. Replace it with a file.', error.file);
  if (error instanceof FileTooLargeError) return vscode.l10n.t('{0} is too large.', error.file);
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return vscode.l10n.t('The disk is full.');
  return messageOf(error);
}
