import { drain } from '../steps';

/** Windows-1252 where it differs from Latin-1: the characters of the bytes 0x80 to 0x9F. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const chunkSize = 4 << 20;

/**
 * Decodes a text file: by its byte-order mark (UTF-8, UTF-16), as UTF-16 where every other byte is NUL, else as UTF-8.
 * A file that is not UTF-8 throughout is decoded line by line, each as UTF-8 where it is valid, else as
 * Windows-1252, so that files of different encodings may have been joined.
 */
export function decode(bytes: Uint8Array): string {
  return drain(decodeInSteps(bytes));
}

/** As `decode`, pausing at each `yield` after about four megabytes. */
export function* decodeInSteps(bytes: Uint8Array): Generator<void, string> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return yield* decodeUtf16(bytes.subarray(2), false);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return yield* decodeUtf16(bytes.subarray(2), true);
  const bigEndian = guessUtf16(bytes);
  if (bigEndian !== null) return yield* decodeUtf16(bytes, bigEndian);
  try {
    return yield* decodeChunks(bytes, new TextDecoder('utf-8', { fatal: true }));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return yield* decodeByLine(bytes);
  }
}

const guessLength = 1024;
const minUtf16Bytes = 16;

/**
 * Whether bytes without a byte-order mark are UTF-16 of mostly Latin text, in which every other byte is NUL.
 *
 * @returns true for big-endian, false for little-endian, null where they are not.
 */
function guessUtf16(bytes: Uint8Array): boolean | null {
  const length = Math.min(bytes.length, guessLength) & ~1;
  if (length < minUtf16Bytes || (bytes[0] !== 0 && bytes[1] !== 0)) return null;
  const nuls = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (Math.max(even, odd) < 0.4 * length || Math.min(even, odd) > 0.01 * length) return null;
  return even > odd;
}

const [maxNulShare, maxReplacedShare] = [0.01, 0.05];

/** Whether a decoded text has more NUL and replacement characters than a text that was damaged in some places. */
export function isGarbled(text: string): boolean {
  return share(text, '\0') > maxNulShare || share(text, '\ufffd') > maxReplacedShare;
}

function share(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count++;
  return count / Math.max(1, text.length);
}

function* decodeChunks(bytes: Uint8Array, decoder: TextDecoder): Generator<void, string> {
  if (bytes.length <= chunkSize) return decoder.decode(bytes);
  let text = '';
  for (let start = 0; start < bytes.length; start += chunkSize) {
    text += decoder.decode(bytes.subarray(start, start + chunkSize), { stream: true });
    yield;
  }
  return text + decoder.decode();
}

function* decodeUtf16(bytes: Uint8Array, bigEndian: boolean): Generator<void, string> {
  const decoder = new TextDecoder('utf-16le');
  if (!bigEndian) return yield* decodeChunks(bytes, decoder);
  const swapped = new Uint8Array(bytes.length);
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    swapped[i] = bytes[i + 1] ?? 0;
    swapped[i + 1] = bytes[i] ?? 0;
  }
  return yield* decodeChunks(swapped, decoder);
}

function* decodeByLine(bytes: Uint8Array): Generator<void, string> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  const lines: string[] = [];
  let done = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    lines.push(decodeLine(bytes.subarray(start, end), strict));
    start = end;
    if (start - done > chunkSize) {
      done = start;
      yield;
    }
  }
  return lines.join('');
}

function decodeLine(line: Uint8Array, strict: TextDecoder): string {
  try {
    return strict.decode(line);
  } catch {
    const lenient = new TextDecoder('utf-8').decode(line);
    return isDamagedUtf8(lenient) ? lenient : decodeWindows1252(line);
  }
}

/** Whether a text that was decoded with replacement characters has more sequences that were valid than were not. */
function isDamagedUtf8(lenient: string): boolean {
  let valid = 0;
  let invalid = 0;
  for (const character of lenient) {
    if (character === '\ufffd') invalid++;
    else if (character > '\x7f') valid++;
  }
  return valid > invalid;
}

function decodeWindows1252(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; start += 4096) {
    const codes = Array.from(bytes.subarray(start, start + 4096), (byte) =>
      byte >= 0x80 && byte <= 0x9f ? windows1252.charCodeAt(byte - 0x80) : byte,
    );
    parts.push(String.fromCharCode(...codes));
  }
  return parts.join('');
}
