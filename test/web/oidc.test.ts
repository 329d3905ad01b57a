// Signing in at an identity provider, a real one: who gets in, who does not, and what a stranger can do to it.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { parseConfig } from '../../src/config.ts';
import { addMinutes } from '../../src/domain/period.ts';
import { emailOfClaims } from '../../src/domain/sign-in.ts';
import { makeWorld, someDay, type World } from '../world.ts';
import { atProvider, leave, signInAt, startProvider, type TestProvider } from './provider.ts';
import { signIn, type Visit, visit } from './visit.ts';

const accounts = {
  alice: { email: 'Alice@Example.org', email_verified: true },
  sigrid: { email: 'sigrid@example.org', email_verified: true },
  lars: { preferred_username: 'Lars@example.org' },
  nobody: { email: 'nobody@example.org', email_verified: true },
  pretender: { email: 'dina@example.org', email_verified: false, preferred_username: 'dina@example.org' },
  addressless: { preferred_username: 'someone' },
};

let provider: TestProvider;
let world: World;
let app: Express;
let browser: Visit;

beforeAll(async () => {
  provider = await startProvider(accounts);
});
afterAll(() => provider.close());
beforeEach(() => {
  world = makeWorld({ env: provider.env });
  app = world.app();
  browser = visit(app);
});
afterEach(() => world.close());

const isIn = async (someone: Visit) => (await someone.get('/reports')).status === 200;
const signIns = () => world.context.store.event.page(1e9, 50).filter(({ what }) => what === 'person.signedIn');

describe('signing in at the identity provider', () => {
  test('the link comes before the mail code on the page, and is not there without a provider', async () => {
    const { text } = await browser.get('/sign-in');
    expect(text.indexOf('href="/sign-in/oidc"')).toBeGreaterThan(0);
    expect(text.indexOf('href="/sign-in/oidc"')).toBeLessThan(text.indexOf('action="/sign-in"'));
    expect((await browser.get('/sign-in?lang=nn')).text).toContain('Eller med kode på e-post');
    const without = makeWorld();
    expect((await visit(without.app()).get('/sign-in')).text).not.toContain('/sign-in/oidc');
    expect((await visit(without.app()).get('/sign-in/oidc')).status).toBe(404);
    expect((await visit(without.app()).get('/sign-in/callback?code=x&state=y')).status).toBe(404);
    without.close();
  });

  test('a person known by the address gets in, to the page first asked for, and it is recorded', async () => {
    await browser.get('/reports?period=2026-10');
    const answer = await signInAt(browser, 'alice');
    expect([answer.status, answer.headers['location']]).toEqual([303, '/reports?period=2026-10']);
    expect(await isIn(browser)).toBe(true);
    expect((await browser.get('/reports')).text).toContain('Alice Aas');
    expect(signIns().map(({ who }) => who)).toEqual([`person:${world.people.alice.id}`]);
    expect((await browser.get('/sign-in/oidc')).headers['location']).toBe('/');
  });

  test('the language of the office and the way out are those of the mail code', async () => {
    await signInAt(browser, 'sigrid');
    expect((await browser.get('/reports')).text).toContain('<html lang="nn">');
    expect((await browser.post('/sign-out')).headers['location']).toBe('/sign-in?signedOut=1');
    expect(await isIn(browser)).toBe(false);
    expect((await browser.get('/sign-in?signedOut=1&lang=nb')).text).toContain('fortsatt logget inn på jobbkontoen');
  });

  test('a planted session id is worth nothing afterwards', async () => {
    const planted = 'kvp=s%3Aplanted.signature; Path=/';
    browser.jar.setCookie(planted);
    await signInAt(browser, 'alice');
    const stranger = visit(app);
    stranger.jar.setCookie(planted);
    expect([await isIn(browser), await isIn(stranger)]).toEqual([true, false]);
  });

  test('an invited colleague confirms by signing in', async () => {
    const { store } = world.context;
    const person = store.person.add({ email: 'nobody@example.org', name: 'Ny', language: null, roles: [] }, someDay);
    const expiresAt = addMinutes(someDay, 60);
    const invited = { person: person.id, name: 'Ny', office: '0101', invitedAt: someDay, expiresAt };
    store.invitation.add({ ...invited, invitedBy: world.people.alice.id });
    expect((await signInAt(browser, 'nobody')).status).toBe(303);
    expect(await isIn(browser)).toBe(true);
  });

  test('the address may stand in the ID token, and the secret may be asked for in the header', async () => {
    const other = await startProvider(accounts, { inToken: true, method: 'client_secret_basic' });
    const elsewhere = makeWorld({ env: other.env });
    expect((await signInAt(visit(elsewhere.app()), 'alice')).headers['location']).toBe('/');
    elsewhere.close();
    await other.close();
  });

  test('an organisation that gives no address but the name of the account is understood', async () => {
    expect((await signInAt(browser, 'lars')).status).toBe(303);
  });
});

describe('not signed in is', () => {
  afterEach(async () => {
    expect(await isIn(browser)).toBe(false);
    expect(signIns()).toEqual([]);
  });

  test('somebody who is not registered, and is told with which address', async () => {
    const answer = await signInAt(browser, 'nobody');
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Adressen nobody@example.org er ikke registrert her.');
  });

  test('somebody whose last role has ended', async () => {
    world.context.store.person.endRole(world.people.alice.id, 'reporter', '0101', '2026-11-03');
    expect((await signInAt(browser, 'alice')).status).toBe(403);
  });

  test.each(['pretender', 'addressless'])('somebody whose address nobody vouches for: %s', async (name) => {
    const answer = await signInAt(browser, name);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('mangler en bekreftet e-postadresse');
    expect(answer.text).not.toContain('dina@example.org');
  });

  test('whoever gives up at the provider', async () => {
    const answer = await signInAt(browser, null);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Innloggingen ble avbrutt');
  });

  test.each([
    ['another state', (path: string) => path.replace(/state=[^&]+/, 'state=forged')],
    ['no state', (path: string) => path.replace(/&?state=[^&]+/, '')],
    ['two states', (path: string) => `${path}&state=forged`],
  ])('whoever comes back with %s', async (_name, change) => {
    const answer = await browser.get(change(await atProvider(await leave(browser), 'alice')));
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('Innloggingen må begynne på nytt');
  });

  test('whoever is led to the way back of somebody else', async () => {
    const path = await atProvider(await leave(visit(app)), 'alice');
    expect((await browser.get(path)).status).toBe(400);
    await leave(browser);
    expect((await browser.get(path)).status).toBe(400);
  });

  test('whoever puts the code of somebody else into an own way back', async () => {
    const stolen = /code=([^&]+)/.exec(await atProvider(await leave(visit(app)), 'alice'))?.[1] ?? '';
    const own = await atProvider(await leave(browser), 'nobody');
    expect((await browser.get(own.replace(/code=[^&]+/, `code=${stolen}`))).status).toBe(400);
  });

  test('whoever comes back too late', async () => {
    const path = await atProvider(await leave(browser), 'alice');
    world.setNow(addMinutes(someDay, 15));
    expect((await browser.get(path)).status).toBe(400);
  });

  test('whoever writes a later hour into the cookie', async () => {
    const path = await atProvider(await leave(browser), 'alice');
    const held = browser.jar.getCookie('kvp-oidc', { path: '/', domain: '127.0.0.1', secure: false, script: false });
    world.setNow(addMinutes(someDay, 15));
    const forger = visit(app);
    forger.jar.setCookie(`kvp-oidc=${held?.value.replace('2026-11', '2026-12')}; Path=/`);
    expect(held?.value).toContain('.2026-11');
    expect((await forger.get(path)).status).toBe(400);
  });
});

describe('the way back', () => {
  test('can be gone once, also by whoever holds the cookie', async () => {
    const path = await atProvider(await leave(browser), 'alice');
    const cookies = browser.jar.getCookies({ path: '/', domain: '127.0.0.1', secure: false, script: false });
    const held = cookies.map((cookie) => cookie.toString());
    expect((await browser.get(path)).status).toBe(303);
    expect((await browser.get(path)).status).toBe(400);
    const again = visit(app);
    again.jar.setCookies(held);
    expect((await again.get(path)).status).toBe(400);
    // After a restart the provider remembers.
    const restarted = visit(world.app());
    restarted.jar.setCookies(held);
    expect((await restarted.get(path)).status).toBe(400);
    expect(signIns().length).toBe(1);
  });
});

describe('a dead provider', () => {
  test('stops neither the start nor the mail code, and is asked again when it lives', async () => {
    const gone = await startProvider(accounts);
    await gone.close();
    const here = makeWorld({ env: gone.env });
    const someone = visit(here.app());
    const refused = await someone.get('/sign-in/oidc');
    expect(refused.status).toBe(502);
    expect(refused.text).toContain('Jobbkontoen svarer ikke');
    expect(refused.text).toMatch(/Oppgi referansen [0-9a-f]{8} /);
    const back = await startProvider(accounts, { port: Number(new URL(gone.issuer).port) });
    expect((await signInAt(someone, 'alice')).status).toBe(303);
    const other = visit(here.app());
    const path = await atProvider(await leave(other), 'alice');
    await back.close();
    expect((await other.get(path)).status).toBe(502);
    expect((await signIn(here, other, 'alice@example.org')).status).toBe(303);
    expect(await isIn(other)).toBe(true);
    here.close();
  });

  test('over an open line is refused in production at the start', () => {
    const settings = parseConfig({ NODE_ENV: 'production', ...provider.env });
    expect(settings.ok ? [] : settings.faults).toContain(
      'OIDC_ISSUER: must begin with https when NODE_ENV is production',
    );
  });
});

test.each([
  [{ email: ' Kari@Nav.no ', email_verified: true }, 'kari@nav.no'],
  [{ email: 'kari@nav.no' }, 'kari@nav.no'],
  [{ email: 'kari@nav.no', email_verified: 'false' }, null],
  [{ email: 'kari@nav.no', email_verified: false, preferred_username: 'kari@nav.no' }, null],
  [{ email: '', preferred_username: 'kari@nav.no' }, null],
  [{ email: ['kari@nav.no'] }, null],
  [{ preferred_username: 'Kari@nav.no' }, 'kari@nav.no'],
  [{ preferred_username: 'kari' }, null],
  [{}, null],
])('the claims %j vouch for %s', (claims, email) => {
  expect(emailOfClaims(claims)).toBe(email);
});
