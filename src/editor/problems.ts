import * as vscode from 'vscode';
import { problemMessages } from '../core/dump/problems';
import type { Dump, Problem } from '../core/paper';
import { visible } from '../core/text/prose';
import type { DigestSource } from './common/digestSource';
import { problem } from './common/sinks/items';

const lineEnd = 1_000;

/** Shows what could not be placed in a dump as diagnostics on the dump's lines. */
export function registerProblems(source: DigestSource): vscode.Disposable {
  const diagnostics = vscode.languages.createDiagnosticCollection('Paper Digest');
  const shown = new Map<string, Dump>();
  const onChange = source.onDidChange(() => {
    const { dumps } = source.digest;
    for (const path of shown.keys()) {
      if (dumps.has(path)) continue;
      shown.delete(path);
      diagnostics.delete(vscode.Uri.parse(path));
    }
    for (const [path, dump] of dumps) {
      if (shown.get(path) === dump) continue;
      shown.set(path, dump);
      diagnostics.set(vscode.Uri.parse(path), dump.problems.map(diagnostic));
    }
  });
  return vscode.Disposable.from(onChange, diagnostics);
}

function diagnostic({ line, kind, excerpt }: Problem): vscode.Diagnostic {
  const range = new vscode.Range(line - 1, 0, line - 1, lineEnd);
  return problem(range, vscode.l10n.t(problemMessages[kind], visible(excerpt)), vscode.DiagnosticSeverity.Warning);
}
