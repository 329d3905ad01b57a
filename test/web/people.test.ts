// People and roles: the directorate's list, colleagues let in and taken off by the office itself, and the list of offices.

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { rolesOn } from '../../src/domain/person.ts';
import { makeWorld, type Name, type World } from '../world.ts';
import { askForCode, newestCode, signIn, type Visit, visit, visitAs } from './visit.ts';

let world: World;
beforeEach(() => {
  world = makeWorld();
});
afterEach(() => world.close());

const as = (name: Name) => visitAs(world, world.app(), name);
const get = async (name: Name, path: string) => (await as(name)).get(path);
const post = (browser: Visit, path: string, form: Record<string, string>) => browser.post(path).type('form').send(form);

const colleague = { name: 'Kari Kvam', email: 'Kari.Kvam@nav.example', office: '0101' };
const rolesOf = (email: string, day = '2026-11-03') =>
  rolesOn(world.context.store.person.byEmail(email)?.roles ?? [], day)
    .map(({ role, scope }) => `${role} ${scope}`)
    .toSorted();
const events = () => world.context.store.event.page(1e9, 50).map(({ what, who }) => `${what} ${who}`);

describe('the page of people', () => {
  test('is for the directorate, and for reporters and leaders about their own office', async () => {
    for (const name of ['mona', 'guri'] as const)
      expect([name, (await get(name, '/people')).status]).toEqual([name, 404]);
    const all = await get('dina', '/people');
    for (const { name } of Object.values(world.people)) expect(all.text).toContain(name);
    const own = await get('alice', '/people');
    expect(own.status).toBe(200);
    expect(own.text).toContain('Lars Lie');
    for (const name of ['Olav Ås', 'Sigrid Sæle', 'Guri Grov', 'Dina Dahl']) expect(own.text).not.toContain(name);
    expect(own.text).not.toContain('Legg til person eller rolle');
  });

  test('is searched by name, address, role and office', async () => {
    const found = async (search: string) => (await get('dina', `/people?search=${encodeURIComponent(search)}`)).text;
    expect(await found('sæle')).toMatch(/1 person[\s\S]*Sigrid Sæle/);
    expect(await found('halden')).toMatch(/3 personer/);
    expect(await found('statsforvalteren i vestland')).toMatch(/1 person[\s\S]*Guri Grov/);
    expect(await found('<b>')).toContain('Ingen funnet.');
  });

  test('tells where mail does not arrive', async () => {
    world.context.store.person.setAddressState(world.people.alice.id, 'dead');
    expect((await get('lars', '/people')).text).toMatch(
      /alice@example.org<\/span><br><span[^>]*>E-post kommer ikke fram/,
    );
  });
});

describe('letting a colleague report', () => {
  test('gives a role that begins when the colleague signs in, and not before', async () => {
    const answer = await post(await as('alice'), '/people/invitations', colleague);
    expect([answer.status, answer.headers['location']]).toEqual([303, '/people?done=invited']);
    expect(rolesOf('kari.kvam@nav.example')).toEqual([]);
    const mail = world.context.store.keptMail.newest(1)[0]!;
    expect(mail.recipient).toBe('kari.kvam@nav.example');
    expect(mail.text).toContain(
      'Alice Aas vil at du skal rapportere om kvalifiseringsprogrammet for Nav Halden-Aremark.',
    );
    expect(mail.text).toContain('senest 17. november 2026');
    expect((await get('lars', '/people')).text).toMatch(
      /Venter på bekreftelse[\s\S]*Kari Kvam for Nav Halden-Aremark, lagt til av Alice Aas/,
    );

    const browser = visit(world.app());
    expect((await signIn(world, browser, 'kari.kvam@nav.example')).status).toBe(303);
    expect((await browser.get('/reports')).text).toContain('Nav Halden-Aremark');
    expect(rolesOf('kari.kvam@nav.example')).toEqual(['reporter 0101']);
    expect((await get('lars', '/people')).text).not.toContain('Venter på bekreftelse');
    expect(events()).toEqual(expect.arrayContaining([`person.invited person:${world.people.alice.id}`]));
    expect(events().some((event) => event.startsWith('role.confirmed'))).toBe(true);
  });

  test('a wrong code confirms nothing', async () => {
    await post(await as('alice'), '/people/invitations', colleague);
    const browser = visit(world.app());
    await askForCode(browser, 'kari.kvam@nav.example');
    const wrong = newestCode(world, 'kari.kvam@nav.example') === '00000000' ? '11111111' : '00000000';
    expect((await post(browser, '/sign-in/code', { code: wrong })).status).toBe(422);
    expect(rolesOf('kari.kvam@nav.example')).toEqual([]);
  });

  test('that is withdrawn, or fourteen days old, opens nothing', async () => {
    const alice = await as('alice');
    await post(alice, '/people/invitations', colleague);
    const [id] = /\/people\/invitations\/(\d+)\/withdraw/.exec((await alice.get('/people')).text)!.slice(1);
    // Nobody at another office can withdraw it.
    expect((await post(await as('olav'), `/people/invitations/${id}/withdraw`, {})).status).toBe(404);
    expect((await post(alice, `/people/invitations/${id}/withdraw`, {})).status).toBe(303);
    await askForCode(visit(world.app()), 'kari.kvam@nav.example');
    expect(newestCode(world, 'kari.kvam@nav.example')).toBeNull();

    await post(alice, '/people/invitations', colleague);
    world.setNow('2026-11-17T10:00:00.000Z');
    await askForCode(visit(world.app()), 'kari.kvam@nav.example');
    expect(newestCode(world, 'kari.kvam@nav.example')).toBeNull();
    expect((await get('alice', '/people')).text).not.toContain('Kari Kvam');
  });

  test('adds to the roles of one who has some already, and tells the inviter nothing of them', async () => {
    const answer = await post(await as('alice'), '/people/invitations', {
      ...colleague,
      name: 'Olav',
      email: 'olav@example.org',
    });
    expect(answer.headers['location']).toBe('/people?done=invited');
    expect((await get('alice', '/people')).text).not.toContain('Olav Ås');
    expect(rolesOf('olav@example.org')).toEqual(['reporter 0312']);
    await as('olav');
    expect(rolesOf('olav@example.org')).toEqual(['reporter 0101', 'reporter 0312']);
  });

  test('is for the own office alone, and not for those who only read', async () => {
    for (const name of ['olav', 'guri', 'mona', 'dina'] as const) {
      expect([name, (await post(await as(name), '/people/invitations', colleague)).status]).toEqual([name, 404]);
    }
    expect(world.context.store.person.byEmail('kari.kvam@nav.example')).toBeNull();
  });

  test('says at the field what is wrong, and keeps what was typed', async () => {
    const alice = await as('alice');
    const faulty = await post(alice, '/people/invitations', { ...colleague, name: ' ', email: 'kari' });
    expect(faulty.status).toBe(422);
    expect(faulty.text).toContain('Skriv en e-postadresse');
    expect(faulty.text).toContain('Skriv navnet');
    expect(faulty.text).toContain('value="kari"');
    const again = await post(alice, '/people/invitations', { ...colleague, email: 'alice@example.org' });
    expect([again.status, again.text.includes('rapporterer allerede for kontoret')]).toEqual([422, true]);
  });

  test('twice to the same person replaces the first, and ten wait at most', async () => {
    const alice = await as('alice');
    await post(alice, '/people/invitations', colleague);
    await post(alice, '/people/invitations', colleague);
    expect((await alice.get('/people')).text.match(/\/withdraw"/g)).toHaveLength(1);
    for (let n = 1; n < 10; n++) await post(alice, '/people/invitations', { ...colleague, email: `k${n}@nav.example` });
    const eleventh = await post(alice, '/people/invitations', { ...colleague, email: 'k11@nav.example' });
    expect([eleventh.status, eleventh.text.includes('Ti personer venter')]).toEqual([422, true]);
    expect((await post(alice, '/people/invitations', colleague)).status).toBe(303);
  });
});

describe('taking off who has left', () => {
  const end = async (name: Name, ended: { person: number; role: string; scope: string }) =>
    post(await as(name), '/people/roles/end', { ...ended, person: String(ended.person) });

  test('a colleague does it for a reporter, who is signed out at once', async () => {
    const { alice, lars } = world.people;
    world.context.store.person.addRole(lars.id, {
      role: 'reporter',
      scope: '0101',
      validFrom: '2026-01-01',
      validTo: null,
    });
    const browser = await as('alice');
    expect((await browser.get('/reports')).status).toBe(200);
    expect((await end('lars', { person: alice.id, role: 'reporter', scope: '0101' })).status).toBe(303);
    expect((await browser.get('/reports')).headers['location']).toBe('/sign-in');
    expect(rolesOf('alice@example.org')).toEqual([]);
    expect(events()).toEqual(expect.arrayContaining([`role.ended person:${lars.id}`]));
    await askForCode(visit(world.app()), 'alice@example.org');
    const codes = world.context.store.keptMail.newest(50).filter(({ recipient }) => recipient === 'alice@example.org');
    expect(codes).toEqual([]);
  });

  test('the last reporter stays, unless the directorate says otherwise', async () => {
    const ended = { person: world.people.alice.id, role: 'reporter', scope: '0101' };
    const refused = await end('lars', ended);
    expect([refused.status, refused.text.includes('den siste rapportøren ved kontoret')]).toEqual([422, true]);
    expect(rolesOf('alice@example.org')).toEqual(['reporter 0101']);
    expect((await end('dina', ended)).status).toBe(303);
    expect(rolesOf('alice@example.org')).toEqual([]);
  });

  test('the last person of the directorate stays', async () => {
    const refused = await end('dina', { person: world.people.dina.id, role: 'directorate', scope: '' });
    expect([refused.status, refused.text.includes('siste personen i direktoratet')]).toEqual([422, true]);
  });

  test('a reporter does not take off the leader, nor anybody elsewhere', async () => {
    const { lars, olav, guri } = world.people;
    expect((await end('alice', { person: lars.id, role: 'leader', scope: '0101' })).status).toBe(404);
    expect((await end('alice', { person: olav.id, role: 'reporter', scope: '0312' })).status).toBe(404);
    expect((await end('lars', { person: guri.id, role: 'governor', scope: 'FMVL' })).status).toBe(404);
    expect((await end('mona', { person: world.people.alice.id, role: 'reporter', scope: '0101' })).status).toBe(404);
    expect((await end('dina', { person: 999, role: 'reporter', scope: '0101' })).status).toBe(404);
    expect((await end('dina', { person: lars.id, role: 'king', scope: '0101' })).status).toBe(404);
  });

  test('whoever was taken off and is let in again on the same day is in', async () => {
    const { alice } = world.people;
    await end('dina', { person: alice.id, role: 'reporter', scope: '0101' });
    await post(await as('lars'), '/people/invitations', { name: 'Alice', email: 'alice@example.org', office: '0101' });
    await as('alice');
    expect(rolesOf('alice@example.org')).toEqual(['reporter 0101']);
    await end('dina', { person: alice.id, role: 'reporter', scope: '0101' });
    expect(rolesOf('alice@example.org')).toEqual([]);
    await post(await as('lars'), '/people/invitations', { name: 'Alice', email: 'alice@example.org', office: '0101' });
    await as('alice');
    expect(rolesOf('alice@example.org')).toEqual(['reporter 0101']);
  });
});

describe('the directorate', () => {
  test('adds a person with a role, and one more role to the same', async () => {
    const dina = await as('dina');
    const given = { name: 'Ny Nilsen', email: 'Ny@example.org', role: 'governor', scope: 'FMAV' };
    expect((await post(dina, '/people', given)).headers['location']).toBe('/people?done=added');
    expect((await post(dina, '/people', given)).headers['location']).toBe('/people?done=there');
    expect((await post(dina, '/people', { ...given, role: 'directorate' })).status).toBe(303);
    expect(rolesOf('ny@example.org')).toEqual(['directorate ', 'governor FMAV']);
  });

  test('is told what is wrong with a role', async () => {
    const given = { name: 'Ny Nilsen', email: 'ny@example.org', role: 'reporter', scope: '9999' };
    const faulty = await post(await as('dina'), '/people', given);
    expect([faulty.status, faulty.text.includes('Velg en rolle')]).toEqual([422, true]);
    expect(world.context.store.person.byEmail('ny@example.org')).toBeNull();
  });

  test('alone adds people', async () => {
    const given = { name: 'Ny', email: 'ny@example.org', role: 'reporter', scope: '0101' };
    for (const name of ['alice', 'lars', 'guri', 'mona'] as const) {
      expect([name, (await post(await as(name), '/people', given)).status]).toEqual([name, 404]);
    }
  });
});

describe('the page of offices', () => {
  test('is the directorate’s, and the governors’ about their own counties', async () => {
    for (const name of ['alice', 'lars', 'mona', 'olav'] as const) {
      expect([name, (await get(name, '/offices')).status]).toEqual([name, 404]);
    }
    const all = (await get('dina', '/offices?search=halden')).text;
    expect(all).toContain('href="/units/0101-3101"');
    expect(all).toContain('alice@example.org');
    const own = (await get('guri', '/offices')).text;
    expect(own).toContain('sigrid@example.org');
    expect((await get('guri', '/offices?search=halden')).text).toContain('Ingen kontorer funnet.');
  });

  test('tells which offices nobody reports for, and which have closed into what', async () => {
    const trouble = (await get('dina', '/offices?show=trouble&search=0101')).text;
    expect(trouble).toContain('Ingen kontorer funnet.');
    world.context.store.person.endRole(world.people.alice.id, 'reporter', '0101', '2026-11-03');
    expect((await get('dina', '/offices?show=trouble&search=0101')).text).toContain('Nav Halden-Aremark');
    const closed = (await get('dina', '/offices?show=closed')).text;
    expect(closed).toMatch(/Nedlagt[^<]*Videreført av/);
    expect(closed).not.toContain('Nav Halden-Aremark</strong>');
  });

  test('says everything in nynorsk too', async () => {
    expect((await get('guri', '/offices?lang=nn')).text).toContain('Kontora med rapporteringseiningane sine');
    expect((await get('sigrid', '/people?lang=nn')).text).toContain('Slepp inn ein kollega');
  });
});
