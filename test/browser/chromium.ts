// Finds a Chromium for the browser tests and starts it: the one named by CHROMIUM_PATH, else the machine's own, else
// the one that `npm ci` brings (Linux x64), which carries its own libraries and fonts and so needs no system package.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function launchChromium(): Promise<Browser> {
  const { executablePath, env } = await findChromium();
  // Root may not use the sandbox, and containers seldom allow it; the tests open our own pages only.
  return chromium.launch({ executablePath, env, args: flags, chromiumSandbox: false, timeout: 120_000 });
}

async function findChromium(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const named = process.env['CHROMIUM_PATH'];
  if (named && !existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist`);
  const executablePath = named || installed.find((path) => existsSync(path));
  if (executablePath) return { executablePath, env };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install Chrome or Chromium, or name one in CHROMIUM_PATH');
  }
  const folder = await unpack();
  const libraries = [join(folder, 'al2023', 'lib'), env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...env, LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: join(folder, 'fonts', 'here.conf') },
  };
}

// Unpacked once per `npm ci`. The package unpacks into the folder for temporary files and takes a half-written browser
// there for a whole one, so a process of its own unpacks into a folder of its own, which is renamed when complete.
async function unpack(): Promise<string> {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
  const packageFolder = new URL('../../node_modules/@sparticuz/chromium/', import.meta.url);
  const { version } = JSON.parse(await readFile(new URL('package.json', packageFolder), 'utf8')) as { version: string };
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(folder)) return folder;

  const unfinished = `${folder}-${process.pid}`;
  await mkdir(unfinished, { recursive: true });
  const script = `
    import chromium, { inflate } from '@sparticuz/chromium';
    await chromium.executablePath();
    await inflate(process.argv[1]);
  `;
  const libraries = fileURLToPath(new URL('bin/al2023.tar.br', packageFolder));
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script, libraries], {
    cwd: cache,
    env: { ...process.env, TMPDIR: unfinished },
  });
  // The package's own list of font folders names fixed places outside it.
  const fonts = '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir></fontconfig>';
  await writeFile(join(unfinished, 'fonts', 'here.conf'), fonts);
  try {
    await rename(unfinished, folder);
  } catch (error) {
    // Another worker was first.
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
