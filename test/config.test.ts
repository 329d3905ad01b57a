// The settings, and a start that they keep from happening: one line for each fault, and exit code 1.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseConfig } from '../src/config.ts';
import { openStore } from '../src/store/store.ts';

const root = new URL('../', import.meta.url).pathname;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvp-config-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function faultsOf(env: Record<string, string>): string[] {
  const read = parseConfig(env);
  return read.ok ? [] : read.faults;
}

describe('the settings', () => {
  test('need nothing', () => {
    expect(parseConfig({})).toMatchObject({ ok: true, config: { port: 8080, databaseFile: 'db/kvp.sqlite' } });
  });

  test.each(['0', '65536', '99999', '80a', '-1', '1e3'])('take no port %s', (port) => {
    expect(faultsOf({ PORT: port })).toEqual([expect.stringMatching(/^PORT: must be a port number/)]);
  });

  test('take a database that can be made, and none in a folder that is not there or in the place of one', () => {
    mkdirSync(join(folder, 'taken'));
    expect(faultsOf({ DATABASE_FILE: join(folder, 'new.sqlite') })).toEqual([]);
    expect(faultsOf({ DATABASE_FILE: join(folder, 'nowhere', 'new.sqlite') })).toEqual([
      `DATABASE_FILE: the folder ${join(folder, 'nowhere')} is not there`,
    ]);
    expect(faultsOf({ DATABASE_FILE: join(folder, 'taken') })).toEqual([
      `DATABASE_FILE: ${join(folder, 'taken')} is a folder, not a file`,
    ]);
  });

  test('tell of the database together with the rest', () => {
    const names = faultsOf({ PORT: '70000', DATABASE_FILE: '/nowhere/x.sqlite', OIDC_CLIENT_ID: 'x' });
    expect(names.map((line) => line.split(':')[0])).toEqual([
      'PORT',
      'DATABASE_FILE',
      'OIDC_ISSUER, OIDC_CLIENT_SECRET',
    ]);
  });
});

describe('a start', () => {
  test.each([
    ['a file that is no database', () => writeFileSync(join(folder, 'start.sqlite'), 'x'.repeat(5000)), 'is damaged'],
    ['a database of a newer program', makeNewer, 'is at schema version 999'],
  ])('on %s ends with one line', (_, make, line) => {
    make();
    const env = { PATH: process.env.PATH ?? '', DEMO: '0', DATABASE_FILE: join(folder, 'start.sqlite') };
    const { stderr, status } = spawnSync(process.execPath, ['src/main.ts'], { cwd: root, encoding: 'utf8', env });
    expect(stderr.split('\n')).toEqual([expect.stringContaining(line), '']);
    expect(status).toBe(1);
  });
});

function makeNewer(): void {
  rmSync(join(folder, 'start.sqlite'), { force: true });
  const store = openStore(join(folder, 'start.sqlite'));
  store.close();
  const db = new Database(join(folder, 'start.sqlite'));
  db.pragma('user_version = 999');
  db.close();
}
