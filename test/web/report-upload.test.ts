// Delivering by file: checked first, told by line and unit, delivered with one button, by the rules of the form.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { type Name, questionIds, quietMonth, type World } from '../world.ts';
import {
  aremark,
  deliverMonth,
  type Fields,
  halden,
  hiddenIn,
  identityNumber,
  makeDesk,
  october,
  post,
  stored,
} from './report-desk.ts';
import { type Visit, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;
let alice: Visit;

beforeEach(async () => {
  ({ world, app } = makeDesk());
  deliverMonth(world, 'alice', aremark, '2026-09', quietMonth(4));
  alice = await visitAs(world, app, 'alice');
});
afterEach(() => world.close());

const good = { [halden]: october(), [aremark]: texts(quietMonth(4, { women_end: 1 })) };

function texts(answers: Record<string, number>): Fields {
  return Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, String(value)]));
}

/** A wide file with the columns of all questions, and more. */
function wide(
  reports: Record<string, Fields>,
  { period = '2026-10', separator = ';', more = [] as string[] } = {},
): string {
  const columns = [...questionIds, ...more];
  const rows = Object.entries(reports).map(([unit, fields]) => [
    unit,
    period,
    ...columns.map((id) => fields[id] ?? ''),
  ]);
  return [['unit', 'period', ...columns], ...rows].map((row) => row.join(separator)).join('\r\n');
}

function long(reports: Record<string, Fields>): string {
  const rows = Object.entries(reports).flatMap(([unit, fields]) =>
    Object.entries(fields).map(([question, value]) => `${unit},2026-10,${question},"${value}"`),
  );
  return ['unit,period,question,value', ...rows].join('\n');
}

function check(browser: Visit, text: string | Buffer) {
  return browser.post('/reports/upload').attach('file', Buffer.from(text), 'oktober.csv');
}

/** Presses the button of a checked file. */
function press(browser: Visit, page: string) {
  const content = /<textarea name="content" hidden>\n([^<]*)<\/textarea>/.exec(page)?.[1] ?? '';
  const { seen = '' } = hiddenIn(page, 'name="seen"'.length > 0 ? '<form class="sheet stack stack--tight"' : '');
  const unescaped = content
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
  return browser.post('/reports/upload').field('seen', seen).field('content', unescaped);
}

describe('a file', () => {
  test.each([
    ['wide, with semicolons', wide(good)],
    ['wide, with commas', wide(good, { separator: ',' })],
    ['wide, with tabs and a byte order mark', `\ufeff${wide(good, { separator: '\t' })}`],
    ['long', long(good)],
  ])('%s, is checked, shown, and delivered with one button', async (_, text) => {
    const page = await check(alice, text);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Oktober 2026 – Nav Halden-Aremark, Halden');
    expect(page.text).toContain('Lever 2 rapporter');
    expect(stored(world)).toEqual([]);
    const done = await press(alice, page.text);
    expect(done.status).toBe(200);
    expect(done.text).toContain('2 rapporter er levert.');
    expect(done.text).toContain(`/reports/2026-10/${aremark}/submissions/1`);
    expect(stored(world)[0]).toMatchObject({
      channel: 'file',
      submittedName: 'Alice Aas',
      answers: { participants_end: 13 },
    });
    expect((await alice.get(`/reports/2026-10/${halden}/submissions/1`)).text).toMatch(
      /Levert gjennom<\/dt><dd[^>]*>Fil</,
    );
  });

  test('sent again says what is delivered already, and stores nothing twice', async () => {
    const page = await check(alice, wide(good));
    await press(alice, page.text);
    expect((await press(alice, page.text)).text).toContain('Alt levert, uendret');
    expect((await check(alice, wide(good))).text).not.toContain('name="content"');
    expect(stored(world)).toHaveLength(1);
  });

  test('with faults tells them by line and unit, stores nothing of a faulty report, and delivers the others', async () => {
    const bad = { ...october(), started: 'to', women_end: '', participants_end: '13' };
    const page = await check(alice, wide({ ...good, [halden]: bad }));
    expect(page.status).toBe(422);
    expect(page.text).toMatch(/Linje 2: «Nye deltakere[^<]*»: [^<]*helt tall/);
    expect(page.text).toMatch(/Linje 2: «Kvinner»/);
    expect(page.text).toContain('Lever rapporten');
    await press(alice, page.text);
    expect(stored(world)).toEqual([]);
    expect(stored(world, aremark)).toHaveLength(1);
  });

  test('that does not add up is judged as in the form, also in nynorsk', async () => {
    await alice.get('/reports?lang=nn');
    const page = await check(alice, long({ [halden]: october({ participants_end: '14', women_end: '6' }) }));
    expect(page.text).toMatch(/Linje \d+: [^<]*12 ved starten \+ 2 nye − 1 slutta = 13/);
    expect(page.text).not.toContain('name="content"');
  });

  test('gives its reasons for warnings in columns of their own', async () => {
    const report = { [halden]: october({ on_leave_end: '9' }) };
    const asked = await check(alice, wide(report));
    expect(asked.text).toContain('skriv hvorfor i reason_W4');
    const answered = {
      [halden]: { ...report[halden], reason_W4: 'Ferie', comment_on_leave_end: 'Alle i juli', comment: 'Hei' },
    };
    const page = await check(alice, wide(answered, { more: ['reason_W4', 'comment_on_leave_end', 'comment'] }));
    await press(alice, page.text);
    const [submission] = stored(world);
    expect(submission).toMatchObject({ reasons: { W4: 'Ferie' }, comment: 'Hei' });
    expect(world.context.store.figureComment.ofSubmission(submission?.id ?? 0)).toEqual({
      on_leave_end: 'Alle i juli',
    });
  });

  test('with two months in it delivers the earlier one first, and the later one continues it', async () => {
    world.setNow('2026-12-03T09:00:00.000Z');
    world.open('2026-11');
    alice = await visitAs(world, app, 'alice');
    const { participants_start: _, ...november } = texts(quietMonth(13, { women_end: 6 }));
    const both = `${wide({ [halden]: november }, { period: '2026-11' })}\r\n${wide({ [halden]: october() }).split('\r\n')[1]}`;
    const page = await check(alice, both);
    expect(page.text).toContain('Lever 2 rapporter');
    await press(alice, page.text);
    expect(stored(world, halden, '2026-11')[0]?.answers['participants_start']).toBe(13);
  });

  test('of somebody else’s unit is told the same as one that does not exist, and nothing is stored', async () => {
    const page = await check(alice, wide({ '0312-0301': october(), '9999-3101': october() }));
    expect(page.status).toBe(422);
    expect(page.text.match(/Vi finner ingen slik enhet blant dem du rapporterer for/g)).toHaveLength(2);
    expect(page.text).not.toContain('name="content"');
    const forced = await alice
      .post('/reports/upload')
      .field('seen', '')
      .field('content', wide({ '0312-0301': october() }));
    expect(forced.text).toContain('Ingen rapporter er levert.');
    expect(stored(world, '0312-0301')).toEqual([]);
  });

  test('that a colleague came before is not delivered over that', async () => {
    const page = await check(alice, wide(good));
    deliverMonth(world, 'lars', halden, '2026-10', { ...quietMonth(12), women_end: 2 });
    const done = await press(alice, page.text);
    expect(done.text).toContain('Endret i mellomtiden');
    expect(stored(world).map(({ submittedName }) => submittedName)).toEqual(['Lars Lie']);
    expect(stored(world, aremark)).toHaveLength(1);
    const again = await check(alice, wide(good));
    expect(again.text).toContain('Retting (innsending 2)');
  });

  test('tells of a draft that would go with it, and spares one that is newer than the check', async () => {
    const lars = await visitAs(world, app, 'lars');
    const path = `/reports/2026-10/${halden}`;
    const fields = hiddenIn((await lars.get(path)).text);
    await post(lars, `${path}/draft`, { ...fields, started: '7' });
    const page = await check(alice, wide(good));
    expect(page.text).toContain('Et utkast som Lars Lie har lagret, blir borte');
    await post(lars, `${path}/draft`, { ...hiddenIn((await lars.get(path)).text), started: '8' });
    await press(alice, page.text);
    expect(stored(world)).toEqual([]);
  });

  test('with a national identity number is not delivered, and the number is kept nowhere', async () => {
    const page = await check(
      alice,
      wide({ [halden]: { ...october(), comment: identityNumber } }, { more: ['comment'] }),
    );
    expect(page.text).toContain('inneholder et fødselsnummer');
    expect(page.text).not.toContain('name="content"');
  });

  test('is text, whatever it holds', async () => {
    const page = await check(alice, 'unit,period,question,value\n<script>alert(1)</script>,x,y,z\n');
    expect(page.status).toBe(422);
    expect(page.text).not.toContain('<script>alert');
  });

  test('from an older Excel keeps its letters', async () => {
    const text = wide({ [halden]: { ...october(), comment: 'Blåbærsyltetøy' } }, { more: ['comment'] });
    const page = await check(alice, Buffer.from(text, 'latin1'));
    await press(alice, page.text);
    expect(stored(world)[0]?.comment).toBe('Blåbærsyltetøy');
  });

  test.each([
    ['nothing', '', 'Velg en fil.'],
    ['another heading', 'a,b\n1,2\n', 'Første linje må ha kolonnene'],
    ['no rows', 'unit,period,started\n', 'Filen har ingen rapporter.'],
    ['an open quote', 'unit,period,started\n"0101', 'kan ikke leses som CSV'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), 'kan ikke leses som CSV'],
    ['too much', 'x'.repeat(300_001), 'for stor'],
    ['far too much', 'x'.repeat(3_000_000), 'for stor'],
  ])('with %s is refused, with what to do', async (_, content, said) => {
    const answer = await check(alice, content);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(said);
  });

  test('is sent as a form with a file, and as nothing else', async () => {
    expect((await post(alice, '/reports/upload', { content: 'x' })).status).toBe(415);
    expect((await alice.post('/reports/upload').set('Content-Type', 'text/csv').send('x')).status).toBe(415);
  });
});

describe('the template', () => {
  test('holds what is left to deliver with the opening numbers, and goes in again when it is filled in', async () => {
    const answer = await alice.get('/reports/upload/template.csv');
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(answer.headers['content-disposition']).toContain('kvp-rapport.csv');
    const [heading = '', ...rows] = answer.text
      .replace(/^\ufeff/, '')
      .trim()
      .split('\r\n');
    const columns = heading.split(';');
    expect(columns.slice(0, 3)).toEqual(['unit', 'period', 'name']);
    expect(rows).toHaveLength(2);
    const filled = rows.map((row) => {
      const cells = row.split(';');
      const fields: Fields = good[cells[0] as keyof typeof good] ?? {};
      expect(cells[columns.indexOf('participants_start')]).toBe(fields['participants_start']);
      return cells.map((cell, index) => cell || (fields[columns[index] ?? ''] ?? '')).join(';');
    });
    const page = await check(alice, `\ufeff${[heading, ...filled].join('\r\n')}`);
    await press(alice, page.text);
    expect([stored(world), stored(world, aremark)].map(({ length }) => length)).toEqual([1, 1]);
  });
});

describe('the page', () => {
  test.each(['guri', 'mona', 'dina'] as Name[])('is not there for %s', async (name) => {
    const browser = await visitAs(world, app, name);
    for (const at of ['/reports/upload', '/reports/upload/template.csv'])
      expect((await browser.get(at)).status).toBe(404);
    expect((await check(browser, wide(good))).status).toBe(404);
    expect(stored(world)).toEqual([]);
  });

  test('asks whoever is not signed in to do so', async () => {
    expect((await visit(app).get('/reports/upload')).headers.location).toBe('/sign-in');
    expect((await check(visit(app), wide(good))).headers.location).toBe('/sign-in');
  });

  test('is found from the list of reports', async () => {
    expect((await alice.get('/reports')).text).toContain('href="/reports/upload"');
    expect((await alice.get('/reports/upload?lang=nn')).text).toContain('Kontroller fila');
  });
});
