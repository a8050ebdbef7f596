import { compact } from './text/compact';
import { fold } from './text/fold';
import { hash32 } from './text/hash';

/** From this many characters of its normalized form on, two papers hardly ever share a title by chance. */
const distinctiveTitleLength = 24;

/**
 * The share of the shorter abstract's words that has to occur in the other. Measured on 24,000 papers: versions of one
 * paper share .41 to 1, unrelated ones under .4; but prefaces, say, are much alike.
 */
const minOverlapOfAbstracts = 0.65;
const minOverlapUnderDistinctiveTitle = 0.35;

const maxSampled = 48;
const charactersPerHash = 3;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const format = /^(?:[\w-]{3})+$/;

/** Whether a title is so long that it identifies a paper almost by itself. */
export function isDistinctive(titleKey: string): boolean {
  return titleKey.length >= distinctiveTitleLength;
}

/** From which overlap on two abstracts under one title belong to the same paper, from 0 to 1. */
export function minOverlap(titleKey: string): number {
  return isDistinctive(titleKey) ? minOverlapUnderDistinctiveTitle : minOverlapOfAbstracts;
}

/** The distinct words of an abstract that carry meaning; a text of short words only counts as one word. */
export function significantWords(text: string): Set<string> {
  return new Set(fold(text).match(/[\p{L}\p{N}]{4,}/gu) ?? [compact(text) || text.trim()]);
}

/** A hash of the set of an abstract's significant words in base 36: line breaks, case and punctuation do not count. */
export function fingerprint(text: string): string {
  return hash32([...significantWords(text)].sort().join(' ')).toString(36);
}

/**
 * A sample of an abstract's significant words, by which it is recognized after a revision: the smallest 48 of their
 * hashes of 18 bits (a bottom-k sketch after Cohen and Kaplan, 2007), each as three characters of base64url, ascending.
 */
export function abstractSignature(text: string): string {
  const hashes = new Set(Array.from(significantWords(text), (word) => mix(hash32(word)) >>> 14));
  return [...hashes]
    .sort((a, b) => a - b)
    .slice(0, maxSampled)
    .map((hash) => [hash >>> 12, (hash >>> 6) & 63, hash & 63].map((digit) => alphabet.charAt(digit)).join(''))
    .join('');
}

/** Spreads the entropy of a hash over all its bits: the finalizer of MurmurHash3. */
function mix(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Whether a text has the form of a signature. */
export function isSignature(text: string): boolean {
  return text.length <= maxSampled * charactersPerHash && format.test(text);
}

/** The hashes of a signature, ascending; what is not of its form counts for nothing. */
export function parseSignature(signature: string): Uint32Array {
  const digit = (i: number): number => Math.max(0, alphabet.indexOf(signature.charAt(i)));
  const hashes = Array.from({ length: Math.floor(signature.length / charactersPerHash) }, (_, i) => {
    const start = charactersPerHash * i;
    return (digit(start) << 12) | (digit(start + 1) << 6) | digit(start + 2);
  });
  return Uint32Array.from(new Set(hashes)).sort();
}

/**
 * Estimates which share of the shorter abstract's significant words occurs in the other, from 0 to 1, given the
 * signatures of both. It is exact where neither abstract has more than 48 such words.
 */
export function signatureOverlap(a: Uint32Array, b: Uint32Array): number {
  const limit = Math.min(limitOf(a), limitOf(b));
  let shared = 0;
  let j = 0;
  let i = 0;
  for (; i < a.length; i++) {
    const hash = a[i] ?? 0;
    if (hash > limit) break;
    while ((b[j] ?? Infinity) < hash) j++;
    if (b[j] === hash) shared++;
  }
  while ((b[j] ?? Infinity) <= limit) j++;
  return shared / Math.max(1, Math.min(i, j));
}

/** Up to which hash a signature has all words. */
function limitOf(hashes: Uint32Array): number {
  return hashes.length < maxSampled ? Number.MAX_SAFE_INTEGER : (hashes[maxSampled - 1] ?? 0);
}
