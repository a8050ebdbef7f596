import * as vscode from 'vscode';

/** Registers something, and anew at each of some events: VS Code has no other way to be told that a provider serves other documents, or that its links are others. */
export function registerAgain(
  events: readonly vscode.Event<unknown>[],
  register: () => vscode.Disposable,
): vscode.Disposable {
  let registered = register();
  const again = (): void => {
    registered.dispose();
    registered = register();
  };
  const listeners = events.map((event) => event(again));
  return new vscode.Disposable(() => {
    vscode.Disposable.from(...listeners, registered).dispose();
  });
}
