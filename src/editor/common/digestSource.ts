import type * as vscode from 'vscode';
import type { Digest } from '../../core/digest';

/** The digest as the surfaces see it. */
export interface DigestSource {
  readonly digest: Digest;
  /** Whether all dumps have been read once. */
  readonly loaded: boolean;
  readonly sampleOpen: boolean;
  /** Fires when papers came, changed, went or were marked otherwise; several times while many dumps are read. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires when dumps begin to be looked for or read, with a promise that ends with the work. */
  readonly onDidStartWork: vscode.Event<Promise<void>>;
  /** Starts to read the dumps when first called; resolves when all have been read once. */
  load(): Promise<void>;
  /** Looks for dumps anew and reads what changed. */
  refresh(): Promise<void>;
  /** Adds the sample digest to the library, or takes it out. */
  setSampleOpen(open: boolean): Promise<void>;
}
