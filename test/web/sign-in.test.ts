// Signing in by mail code: who gets in, who does not, and what a stranger can learn.

import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { addMinutes } from '../../src/domain/period.ts';
import { makeWorld, someDay, type World } from '../world.ts';
import { askForCode, newestCode, signIn, typeCode, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;

beforeEach(() => {
  world = makeWorld();
  app = world.app();
});
afterEach(() => world.close());

const mailCount = () => world.context.store.keptMail.newest(100).length;

describe('signing in', () => {
  test('the code from the mail signs in, with spaces as in a mail program, and leads on', async () => {
    const browser = visit(app);
    const asked = await askForCode(browser, ' Alice@Example.org ');
    expect([asked.status, asked.headers['location']]).toEqual([303, '/sign-in/code']);
    const code = newestCode(world, 'alice@example.org') ?? '';
    expect(code).toMatch(/^\d{8}$/);
    const answer = await typeCode(browser, ` ${code.slice(0, 4)} ${code.slice(4)}\n`);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/']);
    expect((await browser.get('/reports')).status).toBe(200);
  });

  test('whoever asked for a page first comes back to it, query and all', async () => {
    const browser = visit(app);
    const refused = await browser.get('/reports?period=2026-10');
    expect([refused.status, refused.headers['location']]).toEqual([303, '/sign-in']);
    const answer = await signIn(world, browser, 'alice@example.org');
    expect(answer.headers['location']).toBe('/reports?period=2026-10');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    '/%09/evil',
    '/sign-out',
    '/reports/../../x',
    '/dev/mail',
  ])('a planted way on, %s, leads home', async (path) => {
    const browser = visit(app);
    browser.jar.setCookie(`kvp-next=${encodeURIComponent(path)}; Path=/`);
    expect((await signIn(world, browser, 'alice@example.org')).headers['location']).toBe('/');
  });

  test('a planted way on to a page of ours is followed, so the others were seen', async () => {
    const browser = visit(app);
    browser.jar.setCookie(`kvp-next=${encodeURIComponent('/reports/2026-10/0101-3101')}; Path=/`);
    expect((await signIn(world, browser, 'alice@example.org')).headers['location']).toBe('/reports/2026-10/0101-3101');
  });

  test('the pages come in the language of the office, until the person chooses another', async () => {
    const browser = await visitAs(world, app, 'sigrid');
    expect((await browser.get('/reports')).text).toContain('<html lang="nn">');
    expect((await browser.get('/reports?lang=nb')).text).toContain('<html lang="nb">');
    expect(world.context.store.person.byEmail('sigrid@example.org')?.language).toBe('nb');
    expect((await browser.get('/reports')).text).toContain('<html lang="nb">');
  });

  test('a new session id is given at sign-in, so that a planted one is worth nothing', async () => {
    const browser = visit(app);
    browser.jar.setCookie('kvp=s%3Aplanted.signature; Path=/');
    await signIn(world, browser, 'alice@example.org');
    const stranger = visit(app);
    stranger.jar.setCookie('kvp=s%3Aplanted.signature; Path=/');
    expect((await stranger.get('/reports')).status).toBe(303);
  });
});

describe('a code', () => {
  test('can be used once', async () => {
    const browser = visit(app);
    await askForCode(browser, 'alice@example.org');
    const code = newestCode(world, 'alice@example.org') ?? '';
    const cookies = browser.jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false });
    expect((await typeCode(browser, code)).status).toBe(303);
    const again = visit(app);
    again.jar.setCookies(cookies.map((cookie) => cookie.toString()));
    expect((await typeCode(again, code)).status).toBe(422);
  });

  test('is used by one of two who type it at once', async () => {
    const browser = visit(app);
    await askForCode(browser, 'alice@example.org');
    const code = newestCode(world, 'alice@example.org') ?? '';
    const answers = await Promise.all([typeCode(browser, code), typeCode(browser, code)]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([303, 422]);
  });

  test('is good for ten minutes', async () => {
    const browser = visit(app);
    await askForCode(browser, 'alice@example.org');
    const code = newestCode(world, 'alice@example.org') ?? '';
    world.setNow(addMinutes(someDay, 10));
    expect((await typeCode(browser, code)).status).toBe(422);
  });

  test('is worth nothing in another browser', async () => {
    await askForCode(visit(app), 'alice@example.org');
    const thief = visit(app);
    expect((await typeCode(thief, newestCode(world, 'alice@example.org') ?? '')).status).toBe(422);
    await askForCode(thief, 'nobody@example.org');
    expect((await typeCode(thief, newestCode(world, 'alice@example.org') ?? '')).status).toBe(422);
  });

  test('is tried up by five wrong ones, many at once too, and a new one works', async () => {
    const browser = visit(app);
    await askForCode(browser, 'alice@example.org');
    const code = newestCode(world, 'alice@example.org') ?? '';
    const wrong = String((Number(code) + 1) % 1e8).padStart(8, '0');
    const answers = await Promise.all(Array.from({ length: 20 }, () => typeCode(browser, wrong)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([422]));
    expect((await typeCode(browser, code)).status).toBe(422);
    expect((await signIn(world, browser, 'alice@example.org')).status).toBe(303);
  });

  test.each(['', '1234567', '123456789', '1e7', '١٢٣٤٥٦٧٨', '-1234567', '12345678 OR 1=1'])(
    'of the wrong shape, "%s", costs no try and is said so',
    async (code) => {
      const browser = visit(app);
      await askForCode(browser, 'alice@example.org');
      const answer = await typeCode(browser, code);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(code === '' ? 'Skriv inn koden fra e-posten' : 'Koden er åtte sifre');
      expect(answer.text).toContain('href="#code"');
    },
  );
});

describe('asking for codes', () => {
  test('known and unknown addresses get the same answer, and the unknown no mail', async () => {
    const answers = [];
    for (const email of ['alice@example.org', 'nobody@example.org']) {
      const browser = visit(app);
      const asked = await askForCode(browser, email);
      const page = await browser.get('/sign-in/code');
      const wrong = await typeCode(browser, '00000000');
      const said = [asked.status, asked.headers['location'], page.status, page.text, wrong.status, wrong.text];
      answers.push(said.map((part) => String(part).replaceAll(email, 'somebody')));
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(mailCount()).toBe(1);
  });

  test('someone whose last role has ended is unknown, and signed out', async () => {
    const browser = await visitAs(world, app, 'alice');
    world.context.store.person.endRole(world.people.alice.id, 'reporter', '0101', '2026-11-03');
    expect((await browser.get('/reports')).status).toBe(303);
    const before = mailCount();
    await askForCode(visit(app), 'alice@example.org');
    expect(mailCount()).toBe(before);
  });

  test('an address gets five codes an hour, counted over restarts; the answer stays the same', async () => {
    for (let asked = 0; asked < 7; asked += 1) {
      expect((await askForCode(visit(world.app()), 'alice@example.org')).status).toBe(303);
    }
    expect(mailCount()).toBe(5);
    world.setNow(addMinutes(someDay, 61));
    await askForCode(visit(app), 'alice@example.org');
    expect(mailCount()).toBe(6);
  });

  test('whoever signs in every time is never held back', async () => {
    for (let visits = 0; visits < 8; visits += 1) await visitAs(world, app, 'alice');
  });

  test.each([
    '',
    'alice',
    'alice@',
    'alice@example',
    'a b@example.org',
    'alice@example.org\r\nBcc: x@example.org',
    '<x@y.no>',
  ])('what is no address, "%s", is said so with what was typed kept', async (email) => {
    const answer = await visit(app).post('/sign-in').type('form').send({ email });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Skriv hele e-postadressen');
    expect(mailCount()).toBe(0);
  });
});

describe('a session', () => {
  test('ends after an hour without use', async () => {
    const browser = await visitAs(world, app, 'alice');
    world.setNow(addMinutes(someDay, 59));
    expect((await browser.get('/reports')).status).toBe(200);
    world.setNow(addMinutes(someDay, 59 + 59));
    expect((await browser.get('/reports')).status).toBe(200);
    world.setNow(addMinutes(someDay, 59 + 59 + 60));
    expect((await browser.get('/reports')).status).toBe(303);
  });

  test('ends after twelve hours in any case', async () => {
    const browser = await visitAs(world, app, 'alice');
    for (let minutes = 50; minutes < 12 * 60; minutes += 50) {
      world.setNow(addMinutes(someDay, minutes));
      expect((await browser.get('/reports')).status).toBe(200);
    }
    world.setNow(addMinutes(someDay, 12 * 60));
    expect((await browser.get('/reports')).status).toBe(303);
  });

  test('is gone from the database at sign-out, so that the old cookie opens nothing', async () => {
    const browser = await visitAs(world, app, 'alice');
    const cookies = browser.jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false });
    const answer = await browser.post('/sign-out');
    expect([answer.status, answer.headers['clear-site-data']]).toEqual([303, '"cache", "storage"']);
    const old = visit(app);
    old.jar.setCookies(cookies.map((cookie) => cookie.toString()));
    expect((await old.get('/reports')).status).toBe(303);
  });

  test('cannot be taken over by whoever reads the database', async () => {
    const browser = await visitAs(world, app, 'alice');
    const cookies = browser.jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false });
    const file = world.context.config.databaseFile;
    const stored = [file, `${file}-wal`].map((path) => readFileSync(path, 'latin1')).join('');
    expect(stored).toContain('alice@example.org');
    for (const { value } of cookies) {
      const id = /^s%3A([^.]+)/.exec(value)?.[1] ?? value;
      expect(id.length).toBeGreaterThan(40);
      expect(stored).not.toContain(id);
    }
    expect(cookies.map(({ name }) => name)).toEqual(['kvp']);
  });

  test('is not made for a visitor who only looks', async () => {
    const answer = await visit(app).get('/sign-in');
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('in production has a cookie that only this host can set, over https', async () => {
    world.close();
    world = makeWorld({
      env: {
        ...{ NODE_ENV: 'production', BASE_URL: 'https://kvp.example.org', MAIL_FROM: 'kvp@example.org', DEMO: '' },
        ...{ SMTP_URL: 'smtp://127.0.0.1:9', SESSION_SECRET: 'x'.repeat(40), TRUST_PROXY: '1' },
      },
    });
    const answer = await visit(world.app())
      .post('/sign-in')
      .set('X-Forwarded-Proto', 'https')
      .type('form')
      .send({ email: 'nobody@example.org' });
    const cookies = String(answer.headers['set-cookie']);
    expect(cookies).toMatch(/^__Host-kvp-sign-in=[^;]+;.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/);
  });
});
