// What the web server does with every request, whatever page it is for.

import { readdirSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import type { Express } from 'express';
import supertest from 'supertest';
import { assetUrl } from '../../src/web/assets.ts';
import { faultNameOf, faults } from '../../src/web/errors.ts';
import { escapeHtml, renderView } from '../../src/web/views.ts';
import { makeWorld, type World } from '../world.ts';
import { askForCode, visit, visitAs } from './visit.ts';

let world: World;
let app: Express;

beforeEach(() => {
  world = makeWorld();
  app = world.app();
});
afterEach(() => world.close());

const pages = [
  '/',
  '/sign-in',
  '/sign-in/code',
  '/reports',
  '/reports/2026-10/0101-3101',
  '/nowhere',
  '/dev/mail',
  '/totals',
];

describe('every page', () => {
  test.each(pages)('%s has the headers that keep it safe, signed in or not', async (path) => {
    const browser = await visitAs(world, app, 'alice');
    for (const answer of [await visit(app).get(path), await browser.get(path)]) {
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      });
      const policy = answer.headers['content-security-policy'] ?? '';
      expect(policy).toMatch(/^default-src 'none';/);
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(answer.headers).not.toHaveProperty('x-powered-by');
      expect(answer.headers).not.toHaveProperty('etag');
      for (const cookie of [answer.headers['set-cookie'] ?? []].flat())
        expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    }
  });

  test('is packed for those who can unpack it', async () => {
    const answer = await visit(app).get('/sign-in').set('Accept-Encoding', 'gzip');
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.text).toContain('<h1');
    const plain = await visit(app).get('/sign-in').set('Accept-Encoding', 'identity');
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.text).toBe(answer.text);
  });

  test('says in which language it is, by choice, by cookie and by the browser', async () => {
    const browser = visit(app);
    expect((await browser.get('/sign-in')).text).toContain('<html lang="nb">');
    expect((await browser.get('/sign-in').set('Accept-Language', 'nn-NO,nn;q=0.9')).text).toContain('<html lang="nn">');
    expect((await browser.get('/sign-in?lang=nn')).text).toContain('<html lang="nn">');
    expect((await browser.get('/sign-in')).text).toContain('<html lang="nn">');
    expect((await browser.get('/sign-in?lang=nb&lang=nn')).text).toContain('<html lang="nn">');
    expect((await browser.get('/sign-in?lang=en')).text).toContain('<html lang="nn">');
  });

  test('leads to itself in the other language, with its query', async () => {
    const answer = await visit(app).get('/sign-in?signedOut=1&lang=nb&x=%3Cb%3E');
    expect(answer.text).toContain('href="/sign-in?signedOut=1&amp;x=%3Cb%3E&amp;lang=nn"');
  });

  test('shows what people are called as text', async () => {
    world.context.store.person.add(
      {
        ...{ email: 'x@example.org', name: '<img src=x onerror=alert(1)> & "Ås"', language: null },
        roles: [{ role: 'reporter', scope: '0101', validFrom: '2018-01-01', validTo: null }],
      },
      world.context.now(),
    );
    const people = { ...world.people, alice: { ...world.people.alice, email: 'x@example.org' } };
    const browser = await visitAs({ ...world, people }, app, 'alice');
    const { text } = await browser.get('/reports');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; &#34;Ås&#34;');
    expect(text).not.toContain('<img');
  });
});

describe('what another site makes a browser send', () => {
  const foreign: Record<string, string>[] = [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { 'Sec-Fetch-Site': 'cross-site', Origin: 'http://127.0.0.1' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: '' },
    { Origin: 'http://127.0.0.1.evil.example' },
  ];

  test.each(foreign)('is refused and changes nothing: %j', async (headers) => {
    const browser = await visitAs(world, app, 'alice');
    const answer = await browser.post('/sign-out').set(headers);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('et annet nettsted');
    expect((await browser.get('/reports')).status).toBe(200);
  });

  test('is told from what our own pages send', async () => {
    const server = app.listen(0);
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    // A proxy may ask by another name than the one people reach us at.
    const reached = { Origin: world.context.config.baseUrl };
    for (const headers of [{ 'Sec-Fetch-Site': 'same-origin' }, { Origin: `http://${host}` }, reached, {}]) {
      const answer = await supertest(`http://${host}`).post('/sign-in').set(headers).type('form').send({ email: '' });
      expect(answer.status).toBe(422);
    }
    server.close();
  });
});

describe('what is sent', () => {
  test.each([
    ['twice the same field', 'email=a%40example.org&email=b%40example.org', 400, 'Et felt ble sendt flere ganger'],
    ['more fields than any form has', Array.from({ length: 300 }, (_, i) => `f${i}=1`).join('&'), 413, 'for stort'],
    ['more than 32 kB', `email=${'x'.repeat(40_000)}`, 413, 'for stort'],
    ['a field with the name of a prototype', '__proto__=1&constructor=2&email=a', 422, 'hele e-postadressen'],
    ['broken encoding', 'email=%E0%A4%A&x=%', 422, 'hele e-postadressen'],
    ['nothing', '', 422, 'hele e-postadressen'],
  ])('%s is answered with a plain page', async (_, body, status, said) => {
    const answer = await visit(app).post('/sign-in').type('form').send(body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(said);
    expect(Object.hasOwn(Object.prototype, '1')).toBe(false);
  });

  test.each([
    ['application/json', '{"email":"alice@example.org"}', 415],
    ['multipart/form-data; boundary=x', '--x--', 415],
    ['text/plain', 'email=alice@example.org', 415],
    ['application/x-www-form-urlencoded; charset=utf-7', 'email=a', 415],
  ])('as %s is refused', async (type, body, status) => {
    expect((await visit(app).post('/sign-in').set('Content-Type', type).send(body)).status).toBe(status);
  });

  test('a body that unpacks to more than is taken is refused', async () => {
    const bomb = Buffer.from('H4sIAAAAAAACA+3BAQ0AAADCoPdPbQ8HFAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAHwZ', 'base64');
    const answer = await visit(app)
      .post('/sign-in')
      .set({ 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Encoding': 'gzip' })
      .serialize((body) => body)
      .send(bomb);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
    '%s is not a way to use a page',
    async (method) => {
      const server = app.listen(0);
      const { port } = server.address() as AddressInfo;
      expect(await raw(port, `${method} /reports HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(
        /^HTTP\/1.1 405/,
      );
      server.close();
    },
  );

  test('HEAD tells what GET would, without the page', async () => {
    const answer = await visit(app).head('/sign-in').set('Accept-Encoding', 'identity');
    expect([answer.status, answer.text ?? '']).toEqual([200, '']);
    expect(Number(answer.headers['content-length'])).toBeGreaterThan(1000);
  });
});

describe('hostile requests on the wire', () => {
  let server: Server;
  let port: number;
  let wire: World;
  beforeAll(async () => {
    wire = makeWorld();
    server = createHttpServer(wire.app());
    await new Promise<void>((done) => server.listen(0, done));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
    wire.close();
  });

  test.each([
    '/%',
    '/%E0%A4%A',
    '/reports/%00',
    '/reports/2026-10/%ff',
    '/reports/2026-10/%',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/../../package.json',
    '/assets/x/../../src/main.ts',
    '//evil.example',
    '/\\evil.example',
    '/?lang[]=nb',
    '/sign-in?lang=%',
    '/sign-in?lang[nb]=1&lang=nn',
    `/${'a'.repeat(8000)}`,
    `/reports?${'a=1&'.repeat(1500)}`,
    '/dev/mail/1e3',
    'http://evil.example/',
    '*',
  ])('%s is never an error of ours', async (path) => {
    const answer = await raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 (200|303|400|404|414|431)/);
    expect(answer).not.toMatch(/\n\s+at |better-sqlite3|"dependencies"|^Location: (?!\/[^/\\])/im);
  });

  test.each([
    'Cookie: kvp=s%3A',
    'Cookie: kvp=%E0%A4%A; kvp-sign-in=%; kvp-next=%; kvp-language=%',
    `Cookie: kvp=${'a'.repeat(8000)}`,
    'Cookie: =;;;=',
    'Accept-Language: \u00ff',
    'Accept-Encoding: ,;q=,gzip;q=x',
    'X-Forwarded-For: 1.2.3.4, <script>',
    'Referer: //evil',
  ])('the header "%s" neither', async (header) => {
    const answer = await raw(port, `GET /sign-in/code HTTP/1.1\r\nHost: x\r\n${header}\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 303/);
  });
});

describe('when the database cannot be written', () => {
  test('the page says that nothing is stored, and when to come back', async () => {
    const other = new Database(world.context.config.databaseFile);
    other.exec('BEGIN IMMEDIATE');
    const answer = await visit(app).post('/sign-in').type('form').send({ email: 'alice@example.org' });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '30']);
    expect(answer.text).toContain('IKKE lagret');
    expect((await visit(app).get('/sign-in')).status).toBe(200);
    other.exec('ROLLBACK');
    other.close();
    expect((await askForCode(visit(app), 'alice@example.org')).status).toBe(303);
  });

  test('a mail with a code that cannot be kept does not end the service', async () => {
    world.context.mailer.send = async () => {
      throw new Error('no room');
    };
    expect((await askForCode(visit(app), 'alice@example.org')).status).toBe(303);
    expect((await visit(app).get('/sign-in')).status).toBe(200);
  });

  test.each([
    [{ code: 'SQLITE_BUSY' }, 503],
    [{ code: 'SQLITE_FULL' }, 503],
    [{ code: 'SQLITE_IOERR_SHMSIZE' }, 503],
    [{ code: 'SQLITE_CANTOPEN' }, 503],
    [{ code: 'SQLITE_CONSTRAINT_UNIQUE' }, 500],
    [{ status: 400, type: 'encoding.unsupported' }, 400],
    [new Error('no'), 500],
    [undefined, 500],
  ])('%p is %p', (thrown, status) => {
    expect(faults[faultNameOf(thrown)]).toBe(status);
  });
});

describe('a fault of ours', () => {
  test('shows a reference and not a word of the cause', async () => {
    world.context.store.person.byEmail = () => {
      throw new Error('the secret cause');
    };
    const answer = await visit(app).post('/sign-in').type('form').send({ email: 'alice@example.org' });
    expect(answer.status).toBe(500);
    expect(answer.text).toMatch(/referansen [0-9a-f]{8} /);
    expect(answer.text).not.toContain('secret');
  });
});

describe('static files', () => {
  test('are kept for ever under their hash, packed', async () => {
    const server = app.listen(0);
    const { port } = server.address() as AddressInfo;
    for (const [encoding, unpack] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const head = `GET ${assetUrl('aksel.css')} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`;
      const answer = await raw(port, `${head}Accept-Encoding: deflate, ${encoding}\r\n\r\n`);
      const [headers = '', body = ''] = answer.split('\r\n\r\n', 2);
      expect(headers).toContain('Cache-Control: public, max-age=31536000, immutable');
      expect(headers).toContain('Content-Type: text/css; charset=utf-8');
      expect(headers).toContain(`Content-Encoding: ${encoding}`);
      const packed = Buffer.from(answer.slice(headers.length + 4), 'latin1');
      const css = unpack(packed).toString();
      expect(css).toContain('.aksel-button');
      expect(css).not.toContain('cdn.nav.no');
      expect([packed.length < 30_000, body === '']).toEqual([true, false]);
    }
    server.close();
  });

  test('an older address gives what is there now, not to be kept', async () => {
    const old = assetUrl('app.css').replace(/[0-9a-f]{12}/, '000000000000');
    expect((await supertest(app).get(old)).headers['cache-control']).toBe('no-cache');
    expect((await supertest(app).get('/assets/000000000000/none.css')).status).toBe(404);
    expect((await supertest(app).get('/assets/')).status).toBe(404);
  });
});

describe('health', () => {
  test('pages can be served while the reminder job has not run, and that is told', async () => {
    expect((await supertest(app).get('/internal/isalive')).status).toBe(200);
    const ready = await supertest(app).get('/internal/isready');
    expect([ready.status, ready.body]).toEqual([
      200,
      { status: 'ready', degraded: ['the reminder job has not run for 30 minutes'] },
    ]);
    world.context.store.service.set('last_tick_at', world.context.now());
    expect((await supertest(app).get('/internal/isready')).body).toEqual({ status: 'ready', degraded: [] });
  });

  test('metrics tell how long pages take, by pattern, and how old the last run is', async () => {
    await visit(app).get('/sign-in');
    await visit(app).get('/reports/2026-10/0101-3101');
    world.context.store.service.set('last_tick_at', world.context.now());
    const { text } = await supertest(app).get('/internal/metrics');
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/sign-in",status="200"} 1');
    expect(text).toContain('route="/reports/:period/:unit"');
    expect(text).toContain('kvp_last_tick_age_seconds 0');
  });
});

describe('views', () => {
  test('every view can be compiled', () => {
    const folder = new URL('../../views/', import.meta.url);
    const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ejs'));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) {
      try {
        renderView(name.slice(0, -4), { language: 'nb' }, {});
      } catch (fault) {
        // Without data they may fail, but not for being no EJS.
        expect((fault as Error).message).toMatch(/^views\/.+ failed$/);
      }
    }
  });

  test('a fault in a partial names the partial', () => {
    expect(() => renderView('partials/tag', { language: 'nb' }, {})).not.toThrow();
    expect(() => renderView('partials/table', { language: 'nb' }, {})).toThrow('views/partials/table.ejs failed');
  });

  test.each([
    [`<a href='x' title="y">&</a>`, '&lt;a href=&#39;x&#39; title=&#34;y&#34;&gt;&amp;&lt;/a&gt;'],
    [0, '0'],
    [null, ''],
    [undefined, ''],
    ['Ås', 'Ås'],
  ])('%p is written as %p', (value, written) => {
    expect(escapeHtml(value)).toBe(written);
  });
});

function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    let answer = '';
    socket.setEncoding('latin1');
    socket.on('data', (part) => {
      answer += String(part);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
