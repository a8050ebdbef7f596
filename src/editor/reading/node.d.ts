/** What user state needs of Node; the rest stays unknown to the type checker. */
declare module 'node:fs/promises' {
  interface Stats {
    readonly mtimeMs: number;
    readonly size: number;
    isFile(): boolean;
    isSymbolicLink(): boolean;
  }
  interface WritableFile {
    writeFile(content: Uint8Array): Promise<void>;
    sync(): Promise<void>;
    close(): Promise<void>;
  }
  export function lstat(path: string): Promise<Stats>;
  export function mkdir(path: string, options: { recursive: true }): Promise<unknown>;
  export function open(path: string, flags: 'w' | 'wx'): Promise<WritableFile>;
  export function readdir(path: string): Promise<string[]>;
  export function readFile(path: string): Promise<Uint8Array>;
  export function rename(from: string, to: string): Promise<void>;
  export function rm(path: string, options: { force: true }): Promise<void>;
}
