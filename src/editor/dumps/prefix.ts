import * as vscode from 'vscode';

/**
 * Reads the beginning of a file. On disk only as much as asked for is read; other file systems have no
 * way to read a part, so the whole file is.
 *
 * @param length In bytes.
 * @throws vscode.FileSystemError when the file cannot be read.
 */
export async function readPrefix(uri: vscode.Uri, size: number, length: number): Promise<Uint8Array> {
  if (uri.scheme !== 'file' || size <= length) return vscode.workspace.fs.readFile(uri);
  const { open } = await import('node:fs/promises');
  const file = await open(uri.fsPath);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
