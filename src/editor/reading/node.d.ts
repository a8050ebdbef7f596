/** What a lock uses of Node; the rest stays unknown to the type checker. */
declare module 'node:fs/promises' {
  export function mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  export function open(path: string, flags: 'wx'): Promise<{ close(): Promise<void> }>;
  export function rm(path: string, options: { force: true }): Promise<void>;
  export function stat(path: string): Promise<{ mtimeMs: number }>;
}
