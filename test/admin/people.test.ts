// Letting people and systems in: a role needs a scope that there is.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addPerson } from '../../src/actions/add-person.ts';
import { createToken } from '../../src/actions/create-token.ts';
import { checkRoleScope } from '../../src/actions/role-scope.ts';
import { type Desk, makeDesk } from './desk.ts';

let desk: Desk;
beforeAll(() => {
  desk = makeDesk();
});
afterAll(() => desk.close());

describe('a role', () => {
  test.each([
    ['reporter', '0101'],
    ['leader', '0101'],
    ['municipality', '3101'],
    ['governor', 'FMVL'],
    ['directorate', ''],
  ])('of %s takes the scope %j', (role, scope) => {
    expect(checkRoleScope(desk.context, role, scope)).toEqual({ ok: true, role, scope });
  });

  test.each([
    ['boss', '', 'role must be one of reporter, leader, municipality, governor, directorate'],
    ['reporter', '', 'reporter needs a scope: an office number as 0101'],
    ['reporter', '9999', 'scope 9999 is not an office number as 0101'],
    ['municipality', '0101-3101', 'scope 0101-3101 is not a municipality number as 3101'],
    ['governor', 'FMXX', 'scope FMXX is not a governor code as FMVL'],
    ['governor', '', 'governor needs a scope: a governor code as FMVL'],
    ['directorate', '0101', 'the directorate has no scope: it reaches everything'],
  ])('of %s does not take the scope %j', (role, scope, fault) => {
    expect(checkRoleScope(desk.context, role, scope)).toEqual({ ok: false, fault });
  });
});

describe('a person', () => {
  const add = (given: Partial<Parameters<typeof addPerson>[1]>) =>
    addPerson(
      desk.context,
      { email: 'kari@example.org', name: 'Kari Kvam', role: 'reporter', scope: '0101', ...given },
      'command',
    );

  test('is added once, with the address in small letters, and may have more roles', () => {
    expect(add({ email: ' Kari@Example.org ' })).toMatchObject({
      ok: true,
      changed: true,
      person: { email: 'kari@example.org' },
    });
    expect(add({})).toMatchObject({ ok: true, changed: false });
    expect(add({ role: 'leader' })).toMatchObject({ ok: true, changed: true });
    const { store } = desk.context;
    expect(
      store.person
        .byEmail('kari@example.org')
        ?.roles.map(({ role }) => role)
        .sort(),
    ).toEqual(['leader', 'reporter']);
    const events = store.event.ofSubject(`person:${store.person.byEmail('kari@example.org')?.id}`);
    expect(events.map(({ what }) => what)).toEqual(['person.added', 'role.added']);
  });

  test.each(['', 'x', 'a@b', 'a b@example.org', 'a@x.no\r\nBcc: b@x.no', `${'x'.repeat(250)}@example.org`])(
    'is not added with %j for an address',
    (email) => {
      expect(add({ email })).toMatchObject({ ok: false, fault: expect.stringContaining('is not a mail address') });
    },
  );

  test.each(['', ' ', 'x'.repeat(201)])('is not added with %j for a name', (name) => {
    expect(add({ email: 'ola@example.org', name })).toMatchObject({
      ok: false,
      fault: 'name must have 1 to 200 characters',
    });
  });
});

describe('a token', () => {
  test('is shown once and kept as a hash', () => {
    const made = createToken(desk.context, { name: 'Totals', role: 'directorate', scope: '' }, 'command');
    if (!made.ok) throw new Error(made.fault);
    expect(made.token).toMatch(/^kvp_[\w-]{43}$/);
    expect(JSON.stringify(desk.context.store.token.all())).not.toContain(made.token);
    expect(desk.context.store.token.find(made.token)).toMatchObject({
      id: made.id,
      role: 'directorate',
      revokedAt: null,
    });
    expect(desk.context.store.token.find(`${made.token}x`)).toBeNull();
  });

  test('needs a name', () => {
    expect(createToken(desk.context, { name: '', role: 'directorate', scope: '' }, 'command')).toMatchObject({
      ok: false,
    });
  });
});
