/** The one thing of Node that the extension uses; the rest stays unknown to the type checker. */
declare module 'node:fs/promises' {
  export function open(path: string): Promise<{
    read(
      buffer: Uint8Array,
      offset: number,
      length: number,
      position: number,
    ): Promise<{ bytesRead: number; buffer: Uint8Array }>;
    close(): Promise<void>;
  }>;
}
