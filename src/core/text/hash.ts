/** FNV-1a over the UTF-16 code units of a text: a number of 32 bits without sign. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = hashedOn(hash, text.charCodeAt(i));
  return hash >>> 0;
}

/** One step of FNV-1a: a hash with one more code unit in it. */
export function hashedOn(hash: number, codeUnit: number): number {
  return Math.imul(hash ^ codeUnit, 0x01000193);
}
