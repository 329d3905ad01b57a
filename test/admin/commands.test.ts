// The commands as an operator runs them: `npm run admin -- …` with an environment, an exit code and two streams.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fileCommands } from '../../scripts/admin/files.ts';
import { mailCommands } from '../../scripts/admin/mail.ts';
import { peopleCommands } from '../../scripts/admin/people.ts';
import { serviceCommands } from '../../scripts/admin/service.ts';
import { systemClock } from '../../src/context.ts';
import { addWorkingDays } from '../../src/domain/calendar.ts';
import { dayOf } from '../../src/domain/period.ts';
import { openStore } from '../../src/store/store.ts';
import { fileOf, reportRows } from './report-rows.ts';

const root = new URL('../../', import.meta.url).pathname;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvp-commands-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What npm runs, without npm. DEMO is off unless the test says otherwise. */
function admin(database: string, words: string[], env: Record<string, string> = { DEMO: '0' }) {
  const { PATH = '' } = process.env;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['scripts/run.js', 'scripts/admin.ts', ...words], {
    cwd: root,
    encoding: 'utf8',
    env: { PATH, DATABASE_FILE: join(folder, database), ...env },
  });
  return { out: stdout, err: stderr.split('\n').filter(Boolean), code: status };
}

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('every command', () => {
  const words = [
    'import reference, import targets, import reports, export reports, person add, token create',
    'tick, plan show, verify, backup, restore, demo, mail pause, mail release, bounce',
  ].flatMap((line) => line.split(', '));

  test('is listed, with what it does', () => {
    const { out, code } = admin('none.sqlite', ['--help']);
    expect(code).toBe(0);
    for (const name of words) expect(out).toContain(`\n  ${name}`);
  });

  test('explains itself with --help, and does nothing else', () => {
    const commands = [...fileCommands, ...peopleCommands, ...serviceCommands, ...mailCommands];
    expect(commands.map(({ name }) => name)).toEqual(words);
    for (const { name, usage, help } of commands) {
      expect(usage).toMatch(new RegExp(`^${name}( |$)`));
      expect(help.split('\n')[0]).toMatch(/\.$/);
    }
    for (const name of ['import reports', 'demo']) {
      const { out, err, code } = admin('none.sqlite', [...name.split(' '), '--help']);
      expect({ err, code }).toEqual({ err: [], code: 0 });
      expect(out).toContain(`npm run admin -- ${name}`);
    }
    expect(existsSync(join(folder, 'none.sqlite'))).toBe(false);
  });

  test.each([
    [[], 'Which command?'],
    [['import'], 'Did you mean import reference or import targets or import reports or import surveyxact?'],
    [['import', 'reports'], '<csv> is missing.'],
    [['import', 'reports', 'a', 'b'], '"b" is one argument too many.'],
    [['import', 'reports', 'nowhere.csv'], 'nowhere.csv is not there.'],
    [['import', 'reports', 'src'], 'is a folder, not a file.'],
    [['import', 'reports', 'x.csv', '--form', 'kvp-9'], 'There is no form kvp-9.'],
    [['person', 'add', 'x@example.org', '--role', 'reporter'], '--name is missing.'],
    [
      ['person', 'add', 'x@example.org', '--name', 'X', '--role', 'reporter', '--scope', '9999'],
      'scope 9999 is not an office',
    ],
    [['token', 'create', '--name', '--role', 'governor'], '--name'],
    [['tick', '--at', 'tomorrow'], '--at must be a time'],
    [['import', 'reference', 'nowhere'], 'nowhere is not a folder'],
    [['tick', '--fast'], "Unknown option '--fast'"],
    [['export', 'reports', 'nowhere/out.csv'], 'The folder nowhere is not there.'],
    [['person', 'add', 'a@x.no\nBcc: b@x.no', '--name', 'X', '--role', 'directorate'], 'a@x.no Bcc: b@x.no is not'],
  ])('refuses %j with one line and exit code 1', (given, line) => {
    // The database is there, so that it is the command itself that refuses.
    if (!existsSync(join(folder, 'some.sqlite')))
      admin('some.sqlite', ['token', 'create', '--name', 'X', '--role', 'directorate']);
    const { out, err, code } = admin('some.sqlite', given);
    expect(err).toEqual([expect.stringContaining(line)]);
    expect({ out, code }).toEqual({ out: '', code: 1 });
  });

  test('goes on to its end when nobody reads what it prints', async () => {
    const env = { PATH: process.env.PATH ?? '', DEMO: '0', DATABASE_FILE: join(folder, 'some.sqlite') };
    const child = spawn(process.execPath, ['scripts/admin.ts', 'plan', 'show'], { cwd: root, env });
    child.stdout.destroy();
    const [told, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect({ told, code }).toEqual({ told: '', code: 0 });
  });

  test.each(['verify', 'export reports x.csv'])('%s makes no database', (line) => {
    const { err, code } = admin('none.sqlite', line.split(' '));
    expect(err).toEqual([expect.stringMatching(/^There is no database at .*none\.sqlite/)]);
    expect(code).toBe(1);
    expect(existsSync(join(folder, 'none.sqlite'))).toBe(false);
  });

  test('tells every fault of the environment', () => {
    const { err, code } = admin('some.sqlite', ['verify'], { PORT: 'x', DEMO: 'maybe' });
    expect(err).toHaveLength(2);
    expect(code).toBe(1);
  });
});

describe('an operator', () => {
  test('gets a token, alone on standard output', () => {
    const { out, err, code } = admin('some.sqlite', [
      'token',
      'create',
      '--name',
      'Totals',
      '--role',
      'governor',
      '--scope',
      'FMVL',
    ]);
    expect({ err, code }).toEqual({ err: [], code: 0 });
    expect(out).toMatch(/^kvp_[\w-]{43}\n$/);
    const store = openStore(join(folder, 'some.sqlite'));
    expect(store.token.find(out.trim())).toMatchObject({ name: 'Totals', role: 'governor', scope: 'FMVL' });
    store.close();
  });

  test('pauses mail once, with a reason, and releases it', () => {
    const mail = (...words: string[]) => admin('some.sqlite', ['mail', ...words]);
    expect(mail('pause', 'Feil i adressene').out).toBe('Mail is paused until it is released.\n');
    expect(mail('pause', 'igjen').err).toEqual([expect.stringMatching(/^Mail is paused already.*Feil i adressene/)]);
    expect(mail('release').out).toMatch(/^Mail is released; .*: Feil i adressene\. 0 notices wait\.\n$/);
    const store = openStore(join(folder, 'some.sqlite'));
    const turns = store.event.ofSubject('mail').map(({ what, who }) => [what, who]);
    expect(turns).toEqual(['mail.paused', 'mail.released'].map((what) => [what, 'command']));
    store.close();
  });

  test('adds a person, and one more role, once', () => {
    const add = (...rest: string[]) =>
      admin('some.sqlite', ['person', 'add', 'Kari@Example.org', '--name', 'Kari Kvam', ...rest]).out;
    expect(add('--role', 'reporter', '--scope', '0101')).toBe('kari@example.org may now sign in as reporter.\n');
    expect(add('--role', 'leader', '--scope', '0101')).toBe('kari@example.org may now sign in as leader.\n');
    expect(add('--role', 'leader', '--scope', '0101')).toBe('kari@example.org could already sign in as leader.\n');
    const store = openStore(join(folder, 'some.sqlite'));
    expect(store.person.byEmail('kari@example.org')?.roles).toHaveLength(2);
    store.close();
  });

  test('imports targets, all or none, and imports reports with the faults told', () => {
    const columns = 'municipality_number,expected_participants,valid_from,source\n';
    const good = write('targets.csv', `${columns}1260,5.9,2019-04-09,"Letter, 2019"\n3101,"12,5",2026-01-01,Letter\n`);
    expect(admin('some.sqlite', ['import', 'targets', good])).toEqual({
      out: '2 targets read, 2 new or changed.\n',
      err: [],
      code: 0,
    });
    expect(admin('some.sqlite', ['import', 'targets', good]).out).toBe('2 targets read, 0 new or changed.\n');
    const bad = write(
      'bad.csv',
      `${columns}3103,1,2026-01-01,x\n9999,1,2026-01-01,x\n3101,mange,2026-01-01,x\n3101,1,2026-02-30,x\n3101,1,2026-03-01,\n`,
    );
    const refused = admin('some.sqlite', ['import', 'targets', bad]);
    expect(refused.err.map((line) => line.slice(0, 7))).toEqual(['line 3:', 'line 4:', 'line 5:', 'line 6:']);
    expect({ out: refused.out, code: refused.code }).toEqual({ out: '', code: 1 });

    const latin = join(folder, 'latin.csv');
    writeFileSync(latin, Buffer.from(`${columns}3103,1,2026-01-01,Halden\n3101,1,2026-01-01,Bærum\n`, 'latin1'));
    expect(admin('some.sqlite', ['import', 'targets', latin]).err).toEqual(['line 3: is not UTF-8']);

    const reports = fileOf([
      reportRows('0101-3101', '2024-05', 7),
      reportRows('0101-3124', '2024-05', 7, { started: 'x' }),
    ]);
    const { out, err, code } = admin('some.sqlite', ['import', 'reports', write('reports.csv', reports)]);
    expect(out).toBe('1 imported, 0 corrected, 0 unchanged, 0 marked as breaking a rule, 1 faults.\n');
    expect(err.at(-1)).toMatch(/^line 30: 0101-3124 2024-05: started is not a whole number/);
    expect(code).toBe(1);
    const store = openStore(join(folder, 'some.sqlite'));
    expect(store.target.all()).toHaveLength(2);
    expect(store.backup.counts()).toMatchObject({ submissions: 1 });
    store.close();

    const file = join(folder, 'out.csv');
    expect(admin('some.sqlite', ['export', 'reports', file])).toMatchObject({ out: '', code: 0 });
    expect(readFileSync(file, 'utf8').split('\n')[1]).toBe('0101-3101,2024-05,applications_received,0');
  });

  test('plays a tick as one object on one line, and a dry run changes nothing', () => {
    const before = admin('some.sqlite', ['verify']).out;
    // More than a month after the database was made, which was by the machine's own clock: something is due.
    const day = addWorkingDays(dayOf(systemClock()), 25);
    const dry = ['tick', '--at', `${day}T08:00:00+01:00`, '--dry-run'];
    const { out, code } = admin('some.sqlite', [...dry, '--json']);
    expect(code).toBe(0);
    expect(out.split('\n')).toHaveLength(2);
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['at', 'planned', 'sent', 'skipped', 'failed']);
    expect(JSON.parse(out)).toMatchObject({ at: `${day}T07:00:00.000Z`, sent: 0 });
    expect(admin('some.sqlite', dry).out.match(/^ {2}\S+ of \d{4}-\d{2} to /gm)).toHaveLength(
      (JSON.parse(out) as { planned: number; skipped: number }).planned +
        (JSON.parse(out) as { skipped: number }).skipped,
    );
    expect(admin('some.sqlite', ['verify']).out).toBe(before);
  });

  test('sees the plan with its dates', () => {
    const { out, code } = admin('some.sqlite', ['plan', 'show']);
    expect(code).toBe(0);
    expect(out).toMatch(
      /^\d{4}-\d{2} \(plan 1\): opens \d{4}-\d{2}-01, deadline [\d-]+, closes [\d-]+\n {2}[\d-]+ opening to reporters/,
    );
    // The calendar of six months: each deadline with its weekday, never a weekend.
    expect(out.match(/^ {2}\d{4}-\d{2}-\d{2} (Mon|Tue|Wed|Thu|Fri) {2}deadline of \d{4}-\d{2}$/gm)).toHaveLength(6);
  });

  test('backs up, verifies and restores', () => {
    const copy = join(folder, 'copy.sqlite');
    expect(admin('some.sqlite', ['backup', copy])).toMatchObject({ err: [], code: 0 });
    expect(admin('some.sqlite', ['backup', copy])).toMatchObject({
      err: [expect.stringContaining('is there already')],
      code: 1,
    });
    const restored = admin('some.sqlite', ['restore', copy]);
    expect(restored).toMatchObject({ err: [], code: 0 });
    expect(restored.out).toContain('0 receipts are newer than the backup.');
    expect(admin('some.sqlite', ['verify'])).toMatchObject({ err: [], code: 0 });
  });

  test('is told by verify what differs, a line for each, with exit code 1', () => {
    const store = openStore(join(folder, 'some.sqlite'));
    store.close();
    const file = join(folder, 'some.sqlite');
    const bytes = readFileSync(file);
    bytes.write('"participants_end":9', bytes.indexOf('"participants_end":7'));
    writeFileSync(file, bytes);
    const { out, err, code } = admin('some.sqlite', ['verify']);
    expect(out).toMatch(/submission 1 \(0101-3101 2024-05 number 1\): its content does not give its hash/);
    expect(out).toMatch(/participants_end is 7 among the figures and 9 in the submission/);
    expect(err).toEqual(['2 differences: what is stored is not what was stored.']);
    expect(code).toBe(1);
  });

  test('fills an empty database with the demo, outside production, and never a second time', () => {
    expect(admin('demo.sqlite', ['demo'])).toMatchObject({ out: '', code: 0 });
    expect(admin('demo.sqlite', ['demo'])).toMatchObject({ err: [expect.stringContaining('is not empty')], code: 1 });
    expect(admin('demo.sqlite', ['verify'])).toMatchObject({ err: [], code: 0 });
    const production = {
      ...{ NODE_ENV: 'production', BASE_URL: 'https://kvp.example.org', SMTP_URL: 'smtp://localhost' },
      ...{ MAIL_FROM: 'kvp@example.org', SESSION_SECRET: 'x'.repeat(32) },
    };
    expect(admin('other.sqlite', ['demo'], production)).toMatchObject({
      err: [expect.stringContaining('production')],
      code: 1,
    });
    expect(existsSync(join(folder, 'other.sqlite'))).toBe(false);
  });
});
