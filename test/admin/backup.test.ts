// Backups: whole or not at all, and a restore that sends nothing twice and tells what it lacks.

import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { backup, restore } from '../../src/actions/backup.ts';
import { tick } from '../../src/actions/chase.ts';
import { fillWithDemo } from '../../src/actions/demo.ts';
import { importReports } from '../../src/actions/import-reports.ts';
import { mailPause, releaseMail } from '../../src/actions/mail-pause.ts';
import { parseConfig } from '../../src/config.ts';
import { openContext } from '../../src/context.ts';
import * as files from '../../src/store/backup.ts';
import { openStore } from '../../src/store/store.ts';
import { type Desk, makeDesk, monday } from './desk.ts';
import { fileOf, reportRows } from './report-rows.ts';

let desk: Desk;
let copy: string;
beforeEach(async () => {
  desk = makeDesk();
  copy = join(desk.folder, 'backup.sqlite');
  await deliver(7);
});
afterEach(() => desk.close());

async function deliver(end: number): Promise<void> {
  await importReports(desk.context, desk.file('in.csv', fileOf([reportRows('0101-3101', '2024-05', end)])));
}

/** The server stops, the operator restores, and the server starts on what was restored. */
function restoreAndOpen() {
  desk.context.store.close();
  const result = restore(desk.databaseFile, copy, monday, files, openStore);
  return { result, store: openStore(desk.databaseFile) };
}

describe('a backup', () => {
  test('holds everything, is one file, and appears only when it is whole', async () => {
    expect(await backup(desk.context, copy, files)).toEqual({ ok: true, counts: desk.context.store.backup.counts() });
    expect(readdirSync(desk.folder).filter((name) => name.startsWith('backup'))).toEqual(['backup.sqlite']);
    expect(files.readCopy(copy)).toMatchObject({ differences: [], submissions: 1, counts: { submissions: 1 } });
  });

  test('never replaces a file', async () => {
    writeFileSync(copy, 'the last good one');
    const result = await backup(desk.context, copy, files);
    expect(result).toEqual({ ok: false, faults: [expect.stringContaining('is there already')] });
    expect(readFileSync(copy, 'utf8')).toBe('the last good one');
  });

  test('fails loudly and leaves nothing behind where it cannot be written', async () => {
    const result = await backup(desk.context, join(desk.folder, 'nowhere', 'backup.sqlite'), files);
    expect(result).toEqual({ ok: false, faults: [expect.stringContaining('no backup was made')] });
  });

  test('of a damaged database is not called a backup', async () => {
    const damaged = join(desk.folder, 'damaged.sqlite');
    await backup(desk.context, copy, files);
    const bytes = readFileSync(copy);
    const at = bytes.indexOf('"participants_end":7');
    bytes.write('"participants_end":9', at);
    writeFileSync(damaged, bytes);
    const store = openStore(damaged);
    const result = await backup({ store }, join(desk.folder, 'other.sqlite'), files);
    store.close();
    expect(result).toMatchObject({
      ok: false,
      faults: expect.arrayContaining([expect.stringContaining('does not give its hash')]),
    });
    expect(existsSync(join(desk.folder, 'other.sqlite'))).toBe(false);
  });
});

describe('a restore', () => {
  test('brings back what the backup held, with mail paused, and lists the receipts given since', async () => {
    await backup(desk.context, copy, files);
    await deliver(8);
    const { result, store } = restoreAndOpen();
    expect(result).toMatchObject({ ok: true, counts: { submissions: 1 } });
    if (!result.ok) throw new Error('refused');
    expect(result.newer.map(({ unit, period, number }) => [unit, period, number])).toEqual([
      ['0101-3101', '2024-05', 2],
    ]);
    expect(store.backup.counts().submissions).toBe(1);
    expect(mailPause({ store })).toMatchObject({ at: monday });
    expect(store.service.get('restored_at')).toBe(monday);
    expect(store.verify.verdict().differences).toEqual([]);
    expect(existsSync(result.aside ?? '')).toBe(true);
    store.close();
  });

  test('sends no mail until somebody releases it', async () => {
    fillWithDemo(desk.context);
    await backup(desk.context, copy, files);
    const { store } = restoreAndOpen();
    store.close();
    const settings = parseConfig({ DATABASE_FILE: desk.databaseFile, NODE_ENV: 'test' });
    if (!settings.ok) throw new Error(settings.faults.join());
    const opened = openContext(settings.config, () => '2026-12-01T07:00:00.000Z');
    const at = opened.now();
    expect(await tick(opened, { at, played: true })).toMatchObject({ sent: 0, paused: 'restored from a backup' });
    expect(opened.store.keptMail.newest(1)).toEqual([]);
    releaseMail(opened, { at, who: 'person:1' });
    expect((await tick(opened, { at, played: true })).sent).toBeGreaterThan(200);
    opened.store.close();
  });

  test('leaves no write-ahead log of the old database beside the new one', async () => {
    await backup(desk.context, copy, files);
    desk.context.store.close();
    for (const ending of ['-wal', '-shm']) writeFileSync(desk.databaseFile + ending, 'of another time');
    const result = restore(desk.databaseFile, copy, monday, files, openStore);
    expect(result.ok).toBe(true);
    const store = openStore(desk.databaseFile);
    expect(store.verify.verdict().differences).toEqual([]);
    store.close();
  });

  test('works where the database is gone, or is no database any more', async () => {
    await backup(desk.context, copy, files);
    desk.context.store.close();
    writeFileSync(desk.databaseFile, 'x'.repeat(10_000));
    expect(restore(desk.databaseFile, copy, monday, files, openStore)).toMatchObject({ ok: true, newer: [] });
    files.removeDatabase(desk.databaseFile);
    expect(restore(desk.databaseFile, copy, monday, files, openStore)).toMatchObject({ ok: true, aside: null });
  });

  test('refuses while a server runs on the database', async () => {
    await backup(desk.context, copy, files);
    const result = restore(desk.databaseFile, copy, monday, files, openStore);
    expect(result).toEqual({ ok: false, faults: [expect.stringContaining('is in use: stop the server first')] });
    expect(desk.context.store.backup.counts().submissions).toBe(1);
  });

  test.each([
    ['is not there', () => {}],
    ['cannot be restored', () => writeFileSync(copy, 'x'.repeat(10_000))],
    ['cannot be restored', () => writeFileSync(copy, '')],
  ])('refuses a backup that %s, and leaves the database alone', (fault, make) => {
    make();
    const { result, store } = restoreAndOpen();
    expect(result).toEqual({ ok: false, faults: [expect.stringContaining(fault)] });
    expect(store.backup.counts().submissions).toBe(1);
    store.close();
  });
});
