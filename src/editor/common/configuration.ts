import * as vscode from 'vscode';
import { settings } from './ids';

/** A setting that is a list of strings; whatever else a user may have put into it is left out. */
export function stringsOf(setting: string, scope?: vscode.ConfigurationScope): string[] {
  const value = vscode.workspace.getConfiguration(settings.section, scope).get<unknown>(setting);
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string' && item.trim() !== '')
    : [];
}

/** A setting that is one of several words; `otherwise` where a user has put something else into it. */
export function choiceOf<T extends string>(
  setting: string,
  choices: readonly T[],
  otherwise: T,
  scope?: vscode.ConfigurationScope,
): T {
  const value = vscode.workspace.getConfiguration(settings.section, scope).get<unknown>(setting);
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** As `choiceOf`, of the user's own settings: what a workspace or folder sets does not count. */
export function userChoiceOf<T extends string>(setting: string, choices: readonly T[], otherwise: T): T {
  const value = vscode.workspace.getConfiguration(settings.section).inspect<unknown>(setting)?.globalValue;
  return choices.find((choice) => choice === value) ?? otherwise;
}

/** Whether a setting is switched on. */
export function isOn(setting: string): boolean {
  return vscode.workspace.getConfiguration(settings.section).get<unknown>(setting) === true;
}

/** A setting that is a number, not below zero; 0 where a user has put something else into it. */
export function numberOf(setting: string): number {
  const value = vscode.workspace.getConfiguration(settings.section).get<unknown>(setting);
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** Fires when a setting is another, or one of a section of them. */
export function onDidChangeSetting(setting: string): vscode.Event<void> {
  return (listener, thisArgs, disposables) =>
    vscode.workspace.onDidChangeConfiguration(
      (event) => {
        if (event.affectsConfiguration(`${settings.section}.${setting}`)) listener.call(thisArgs);
      },
      undefined,
      disposables,
    );
}
