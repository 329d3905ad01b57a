// What stands beside the numbers: comments on single figures, the reason for lateness, the time a report takes.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import type { Name, World } from '../world.ts';
import {
  aremark,
  type Fields,
  halden,
  hiddenIn,
  identityNumber,
  makeDesk,
  october,
  post,
  stored,
  textIn,
} from './report-desk.ts';
import { type Visit, visit, visitAs } from './visit.ts';

const path = `/reports/2026-10/${halden}`;

let world: World;
let app: Express;
let alice: Visit;

beforeEach(async () => {
  ({ world, app } = makeDesk());
  alice = await visitAs(world, app, 'alice');
});
afterEach(() => world.close());

async function fields(browser = alice, at = path): Promise<Fields> {
  return hiddenIn((await browser.get(at)).text);
}

describe('a comment on a figure', () => {
  const commented = october({ comment_started: 'To som ventet siden i vår', comment_women_end: '' });

  test('is opened at its field, stored, and shown on the receipt, to the governor and the directorate', async () => {
    const page = (await alice.get(path)).text;
    expect(page.match(/<textarea[^>]* name="comment_/g)).toHaveLength(24);
    await post(alice, `${path}/submissions`, { ...hiddenIn(page), ...commented });
    expect((await alice.get(`${path}/submissions/1`)).text).toContain('Kommentarer til enkelttall');
    for (const name of ['alice', 'dina', 'mona'] as Name[]) {
      const browser = await visitAs(world, app, name);
      for (const at of [path, `${path}/submissions/1`]) {
        expect((await browser.get(`${at}?lang=nn`)).text).toContain('To som ventet siden i vår');
      }
    }
  });

  test('stands in the form again after a fault, in a draft, and when the report is corrected', async () => {
    const faulty = await post(alice, `${path}/submissions`, { ...(await fields()), ...commented, started: 'x' });
    expect(textIn(faulty.text, 'comment_started')).toBe('To som ventet siden i vår');
    expect(faulty.text).toMatch(/data-meaning="started" open/);
    await post(alice, `${path}/draft`, { ...hiddenIn(faulty.text), ...commented });
    const draft = (await alice.get(path)).text;
    expect(textIn(draft, 'comment_started')).toBe('To som ventet siden i vår');
    await post(alice, `${path}/submissions`, { ...hiddenIn(draft), ...commented });
    expect(textIn((await alice.get(path)).text, 'comment_started')).toBe('To som ventet siden i vår');
  });

  test('with a national identity number is refused at its field, and left out of a draft', async () => {
    const secret = { ...commented, comment_started: `Gjelder ${identityNumber}` };
    const answer = await post(alice, `${path}/submissions`, { ...(await fields()), ...secret });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('href="#comment_started"');
    expect(answer.text).toMatch(/id="comment_started-error"[^>]*><p/);
    await post(alice, `${path}/draft`, { ...hiddenIn(answer.text), ...secret });
    const report = world.context.store.report.find(halden, '2026-10');
    expect(JSON.stringify(world.context.store.draft.find(report?.id ?? 0))).not.toContain(identityNumber);
    expect(stored(world)).toEqual([]);
  });

  test('of a colleague meanwhile is shown beside one’s own', async () => {
    const lars = await visitAs(world, app, 'lars');
    const mine = await fields();
    await post(lars, `${path}/draft`, { ...(await fields(lars)), ...commented });
    const answer = await post(alice, `${path}/draft`, { ...mine, ...commented, comment_started: 'Noe annet' });
    expect(answer.status).toBe(409);
    expect(answer.text).toMatch(/name="comment_started" value="Noe annet" checked/);
    expect(answer.text).toMatch(/name="comment_started" value="To som ventet siden i vår"/);
  });

  test('is text, whatever it says', async () => {
    await post(alice, `${path}/submissions`, {
      ...(await fields()),
      ...commented,
      comment_started: '<img src=x onerror=1>',
    });
    for (const at of [path, `${path}/submissions/1`]) {
      expect((await alice.get(at)).text).not.toContain('<img src=x');
    }
  });
});

describe('the reason for lateness', () => {
  beforeEach(async () => {
    world.setNow('2026-11-12T09:00:00.000Z');
    alice = await visitAs(world, app, 'alice');
  });

  test('is asked on the form when the deadline is past, may be left out, and is stored apart from the numbers', async () => {
    const page = (await alice.get(path)).text;
    expect(page).toContain('Hvorfor er rapporten sen?');
    const faulty = await post(alice, `${path}/submissions`, {
      ...hiddenIn(page),
      ...october({ started: '' }),
      late_reason: 'capacity',
    });
    expect(faulty.text).toMatch(/value="capacity" checked/);
    await post(alice, `${path}/submissions`, { ...hiddenIn(faulty.text), ...october(), late_reason: 'capacity' });
    expect((await alice.get(`${path}/submissions/1`)).text).toContain('Kapasitet på kontoret');
    const report = world.context.store.report.find(halden, '2026-10');
    expect(world.context.store.lateReason.ofReport(report?.id ?? 0)).toBe('capacity');
    expect((await alice.get(path)).text).not.toContain('Hvorfor er rapporten sen?');
  });

  test('left out is asked once more on the receipt, where one click tells it, once', async () => {
    await post(alice, `${path}/submissions`, { ...(await fields()), ...october() });
    const receipt = (await alice.get(`${path}/submissions/1`)).text;
    expect(receipt.match(/name="late_reason"/g)).toHaveLength(4);
    const answer = await post(alice, `${path}/late-reason`, { late_reason: 'noticeNotReceived' });
    expect(answer.headers.location).toBe(`${path}/submissions/1`);
    await post(alice, `${path}/late-reason`, { late_reason: 'other' });
    const after = (await alice.get(`${path}/submissions/1?lang=nn`)).text;
    expect(after).toContain('Fekk ikkje varsel');
    expect(after).not.toContain('name="late_reason"');
    const events = world.context.store.event.ofSubject(`report:2026-10:${halden}`);
    expect(events.map(({ what }) => what)).toEqual(['report.delivered', 'report.latenessExplained']);
  });

  test('anything but the four answers is refused, and nobody else tells it', async () => {
    expect((await post(alice, `${path}/late-reason`, { late_reason: 'other' })).status).toBe(404);
    await post(alice, `${path}/submissions`, { ...(await fields()), ...october(), late_reason: 'ferie' });
    expect((await post(alice, `${path}/late-reason`, { late_reason: 'ferie' })).status).toBe(400);
    for (const name of ['olav', 'mona', 'dina', 'guri'] as Name[]) {
      const browser = await visitAs(world, app, name);
      expect((await post(browser, `${path}/late-reason`, { late_reason: 'other' })).status).toBe(404);
    }
    expect(
      (await visit(app).post(`${path}/late-reason`).type('form').send({ late_reason: 'other' })).headers.location,
    ).toBe('/sign-in');
    expect(world.context.store.lateReason.byCounty('2026-10', '2026-10').get('31')).toMatchObject({
      untold: 1,
      other: 0,
    });
  });

  test('is not asked of a report in time, nor of a correction after the deadline', async () => {
    world.setNow('2026-11-10T22:59:00.000Z');
    alice = await visitAs(world, app, 'alice');
    expect((await alice.get(path)).text).not.toContain('Hvorfor er rapporten sen?');
    await post(alice, `${path}/submissions`, { ...(await fields()), ...october(), late_reason: 'other' });
    world.setNow('2026-11-12T09:00:00.000Z');
    alice = await visitAs(world, app, 'alice');
    await post(alice, `${path}/submissions`, {
      ...(await fields()),
      ...october({ women_end: '7' }),
      late_reason: 'other',
    });
    expect((await alice.get(`${path}/submissions/2`)).text).not.toContain('name="late_reason"');
    expect(world.context.store.lateReason.byCounty('2026-10', '2026-10').size).toBe(0);
  });

  test('is summed per county for the directorate alone', async () => {
    await post(alice, `${path}/submissions`, { ...(await fields()), ...october(), late_reason: 'figuresNotReady' });
    await post(alice, `/reports/2026-10/${aremark}/submissions`, {
      ...(await fields(alice, `/reports/2026-10/${aremark}`)),
      zero: '1',
    });
    const dina = await visitAs(world, app, 'dina');
    const page = (await dina.get('/late-reasons?from=2026-10&to=2026-10')).text;
    expect(page.replace(/<[^>]+>/g, ' ')).toMatch(/Østfold\s+2\s+0\s+1\s+0\s+0\s+1\s/);
    expect((await dina.get('/late-reasons?lang=nn&from=x&to=2099-01')).text).toContain('Kvifor rapportar er seine');
    for (const name of ['alice', 'guri', 'mona'] as Name[]) {
      expect((await (await visitAs(world, app, name)).get('/late-reasons')).status).toBe(404);
    }
  });
});

describe('the time a report takes', () => {
  test('from the page being opened, through a fault, to the first delivery, is summed per form version', async () => {
    const opened = await fields();
    world.setNow('2026-11-03T09:01:00.000Z');
    const faulty = await post(alice, `${path}/submissions`, { ...opened, ...october({ started: '' }) });
    world.setNow('2026-11-03T09:02:30.000Z');
    await post(alice, `${path}/submissions`, { ...hiddenIn(faulty.text), ...october() });
    await post(alice, `${path}/submissions`, { ...(await fields()), ...october({ women_end: '7' }) });
    expect(world.context.store.formTime.ofForm('kvp-1')).toEqual([{ upToMinutes: 3, reports: 1, seconds: 150 }]);
    const dina = await visitAs(world, app, 'dina');
    const page = (await dina.get('/form-times')).text.replace(/<[^>]+>/g, ' ');
    expect(page).toMatch(/kvp-1\)\s+\d+ min\s+1\s+2,5 min\s+3 min/);
    for (const name of ['alice', 'guri', 'mona'] as Name[]) {
      expect((await (await visitAs(world, app, name)).get('/form-times')).status).toBe(404);
    }
  });

  test('told by a key that is not ours, or not at all, is not counted', async () => {
    const opened = await fields();
    const [person, , ...rest] = (opened['key'] ?? '').split('.');
    const forged = [person, '1', ...rest].join('.');
    expect((await post(alice, `${path}/submissions`, { ...opened, key: forged, ...october() })).status).toBe(422);
    await post(alice, `${path}/submissions`, october());
    expect(stored(world)).toHaveLength(1);
    expect(world.context.store.formTime.ofForm('kvp-1')).toEqual([]);
  });
});
