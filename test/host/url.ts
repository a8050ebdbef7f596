import { pathToFileURL } from 'node:url';
import type { Server } from './server';

/** What a window shows. */
export interface WindowTarget {
  /** The folder to open. */
  readonly folder: string;
  /** The folder of an extension to load from its sources. */
  readonly extension?: string;
  /** The CommonJS module whose `run()` is to be called in the extension host. */
  readonly tests?: string;
}

/** The address of a window on a server that was started with its test driver on. */
export function windowUrl(server: Pick<Server, 'address'>, { folder, extension, tests }: WindowTarget): string {
  const url = new URL(server.address);
  const remote = (path: string): string => `vscode-remote://${url.host}${pathToFileURL(path).pathname}`;
  const payload = [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', remote(extension)]]),
    ...(tests === undefined ? [] : [['extensionTestsPath', remote(tests)]]),
  ];
  url.searchParams.set('folder', decodeURIComponent(pathToFileURL(folder).pathname));
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
