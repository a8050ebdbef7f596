import * as vscode from 'vscode';
import { readUri } from './paperItems';

/** Sets papers that are read in a quieter colour. */
export class ReadDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    if (uri.toString() !== readUri.toString()) return undefined;
    return new vscode.FileDecoration(undefined, undefined, new vscode.ThemeColor('descriptionForeground'));
  }
}
