import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * @typedef {{ readonly name: string, readonly version: string, readonly license: string, readonly texts: string[] }} Notice
 * A package, the SPDX identifier of its license, and the texts of its license and notice files.
 */

const legalFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;
const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * The folders of the packages of which a build put files into its output, sorted.
 *
 * @param {import('esbuild').Metafile} metafile
 * @returns {string[]} Relative to the build's working directory, as in the metafile.
 */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
  );
  return [...new Set(inputs.flatMap((path) => packageFolder.exec(path)?.[0] ?? []))].sort();
}

/**
 * The notice of a package in a folder.
 *
 * @param {string} folder
 * @returns {Promise<Notice>}
 * @throws Error when the package names no license or has no file with its text.
 */
export async function noticeOf(folder) {
  /** @type {{ name: string, version: string, license?: unknown }} */
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const files = (await readdir(folder)).filter((file) => legalFile.test(file)).sort();
  const texts = await Promise.all(files.map(async (file) => (await readFile(join(folder, file), 'utf8')).trim()));
  const found = texts.filter((text) => text !== '');
  if (typeof license !== 'string' || !files.some((file) => !/^notice/i.test(file)) || found.length === 0)
    throw new Error(`The bundled package ${name} ${version} has no license; bundle none without.`);
  return { name, version, license, texts: found };
}

/**
 * The text of the notices, in the order in which they are given.
 *
 * @param {readonly Notice[]} notices
 */
export function noticesText(notices) {
  const rule = '-'.repeat(80);
  const parts = notices.map(({ name, version, license, texts }) =>
    [`${name} ${version} (${license})`, ...texts].join('\n\n'),
  );
  const head = 'Paper Digest contains code of these packages, each under its own license.';
  return `${[head, ...parts].join(`\n\n${rule}\n\n`)}\n`;
}

/**
 * The notices of all packages of which builds put files into their outputs.
 *
 * @param {readonly import('esbuild').Metafile[]} metafiles
 * @param {string} root The working directory of the builds.
 * @throws Error when one of the packages has no license.
 */
export async function thirdPartyNotices(metafiles, root) {
  const folders = [...new Set(metafiles.flatMap(bundledPackages))].sort();
  return noticesText(await Promise.all(folders.map((folder) => noticeOf(resolve(root, folder)))));
}
