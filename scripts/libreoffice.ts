// LibreOffice as a reader of our files, where it is installed: it opens them and writes down what it saw.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export type FileToOpen = { name: string; content: Buffer | string };

/** Opening more at once than this, it leaves some out without a word. */
const pieceSize = 100;

export function isLibreOfficeHere(): boolean {
  return spawnSync('soffice', ['--version']).status === 0;
}

/**
 * Opens the files and gives what LibreOffice wrote of each, in their order. `to` is its name of a format with a filter,
 * `options` what else it is told. Throws when it does not open one of them.
 */
export function convertInLibreOffice(files: FileToOpen[], to: string, options: string[] = []): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-libreoffice-'));
  try {
    const paths = files.map(({ name, content }, index) => {
      const path = join(folder, `${index}-${name}`);
      writeFileSync(path, content);
      return path;
    });
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
    for (let from = 0; from < paths.length; from += pieceSize) {
      const piece = paths.slice(from, from + pieceSize);
      const words = [profile, '--headless', ...options, '--convert-to', to, '--outdir', join(folder, 'out'), ...piece];
      const { status, stderr } = spawnSync('soffice', words);
      if (status !== 0) throw new Error(`soffice ended with ${status}: ${String(stderr)}`);
    }
    const ending = to.split(':')[0];
    return files.map(({ name }, index) =>
      readFileSync(join(folder, 'out', `${index}-${name.replace(/\.\w+$/, '')}.${ending}`), 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What LibreOffice Writer reads in the documents, a line per paragraph, without the marks that stand before points of a list. */
export function textsInLibreOffice(files: FileToOpen[]): string[] {
  return convertInLibreOffice(files, 'txt:Text (encoded):UTF8').map((text) =>
    text
      .replace(/^\uFEFF/, '')
      .replace(/^ +• /gm, '')
      .trimEnd(),
  );
}
