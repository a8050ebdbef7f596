import * as vscode from 'vscode';
import { settings } from './ids';

/** A setting that is a list of strings; whatever else a user may have put into it is left out. */
export function stringsOf(setting: string, scope?: vscode.ConfigurationScope): string[] {
  const value = vscode.workspace.getConfiguration(settings.section, scope).get<unknown>(setting);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string' && item.trim() !== '') : [];
}

/** Whether a setting is switched on. */
export function isOn(setting: string): boolean {
  return vscode.workspace.getConfiguration(settings.section).get<unknown>(setting) === true;
}
