// Makes a backup that has been read back and found whole, and puts one in the place of the database, with mail paused so
// that what was due then is not sent again unseen (reliability.md, A8, A13, A14).

import { constants, copyFileSync, existsSync, linkSync, renameSync } from 'node:fs';
import type { Context } from '../context.ts';
import type { Instant } from '../domain/period.ts';
import type * as backupFiles from '../store/backup.ts';
import type { Counts, Receipt } from '../store/backup.ts';
import type { Store } from '../store/store.ts';
import { pauseMail } from './mail-pause.ts';

/** The functions of `store/backup.ts` that work on files, given by the one who calls. */
export type BackupFiles = Pick<
  typeof backupFiles,
  'readCopy' | 'receiptsIn' | 'isInUse' | 'moveAway' | 'removeDatabase' | 'keepOnDisk'
>;

export type BackupResult = { ok: true; counts: Counts } | { ok: false; faults: string[] };

/**
 * Copies the database while it is in use. The file gets its name only after its copy has been opened, checked and found
 * to hold all that there was before; a file that is there is never replaced.
 */
export async function backup(
  { store }: Pick<Context, 'store'>,
  file: string,
  files: BackupFiles,
): Promise<BackupResult> {
  if (existsSync(file)) return { ok: false, faults: [`${file} is there already: a backup never replaces a file`] };
  const before = store.backup.counts();
  const part = `${file}.part`;
  try {
    files.removeDatabase(part);
    await store.backup.copyTo(part);
    const copy = files.readCopy(part);
    const faults = [...copy.differences, ...fewer(before, copy.counts)];
    if (faults.length > 0) return { ok: false, faults: faults.map((fault) => `the copy is not sound: ${fault}`) };
    // Fails when the name was taken meanwhile, which a rename would not.
    linkSync(part, file);
    files.keepOnDisk(file);
    return { ok: true, counts: copy.counts };
  } catch (error) {
    return { ok: false, faults: [`no backup was made: ${(error as Error).message}`] };
  } finally {
    files.removeDatabase(part);
  }
}

export type RestoreResult =
  | { ok: true; counts: Counts; newer: Receipt[]; aside: string | null }
  | { ok: false; faults: string[] };

/**
 * Puts the backup in the place of the database, which is moved aside, not deleted. Refuses when the backup has a fault or
 * a server runs on the database. `newer` are the receipts given out since the backup, as far as the old file can tell.
 */
export function restore(
  databaseFile: string,
  file: string,
  at: Instant,
  files: BackupFiles,
  openStore: (file: string) => Store,
): RestoreResult {
  const refuse = (fault: string): RestoreResult => ({ ok: false, faults: [fault] });
  if (!existsSync(file)) return refuse(`${file} is not there`);
  let copy: ReturnType<typeof files.readCopy>;
  try {
    copy = files.readCopy(file);
  } catch (error) {
    return refuse(`${file} cannot be restored: ${(error as Error).message}`);
  }
  if (copy.differences.length > 0)
    return { ok: false, faults: copy.differences.map((line) => `the backup is not sound: ${line}`) };
  if (files.isInUse(databaseFile)) return refuse(`${databaseFile} is in use: stop the server first`);

  const held = new Set(copy.receipts.map(nameOf));
  const newer = files.receiptsIn(databaseFile).filter((receipt) => !held.has(nameOf(receipt)));
  const part = `${databaseFile}.part`;
  files.removeDatabase(part);
  copyFileSync(file, part, constants.COPYFILE_FICLONE);
  files.keepOnDisk(part);
  const aside = existsSync(databaseFile) ? `${databaseFile}.replaced-${at.replace(/[:.]/g, '')}` : null;
  files.moveAway(databaseFile, aside ?? `${databaseFile}.replaced`);
  renameSync(part, databaseFile);
  files.keepOnDisk(databaseFile);

  const store = openStore(databaseFile);
  try {
    store.transaction(() => {
      pauseMail({ store }, { at, reason: 'restored from a backup' }, 'command');
      store.service.set('restored_at', at);
      const details = { submissions: copy.counts.submissions, newer: newer.length };
      store.event.record({ at, who: 'command', what: 'database.restored', subject: 'service', details });
    });
  } finally {
    store.close();
  }
  return { ok: true, counts: copy.counts, newer, aside };
}

function nameOf({ unit, period, number, sha256 }: Receipt): string {
  return `${period} ${unit} ${number} ${sha256}`;
}

function fewer(before: Counts, copied: Counts): string[] {
  return Object.entries(before).flatMap(([name, count]) => {
    const found = copied[name as keyof Counts];
    return found < count ? [`it holds ${found} ${name} of ${count}`] : [];
  });
}
