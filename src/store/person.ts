// People and their roles. A role is never deleted: it gets an end.

import type { Day, Instant } from '../domain/period.ts';
import type { Language, Person, Role, RoleName } from '../domain/person.ts';
import type { Db } from './database.ts';

type Row = Omit<Person, 'roles'>;

export function personStore(db: Db) {
  const columns = 'id, email, name, language';
  const insert = db.prepare(
    'INSERT INTO person (email, name, language, created_at) VALUES (:email, :name, :language, :createdAt)',
  );
  const byId = db.prepare<[{ id: number }], Row>(`SELECT ${columns} FROM person WHERE id = :id`);
  const byEmail = db.prepare<[{ email: string }], Row>(`SELECT ${columns} FROM person WHERE email = :email`);
  const everyone = db.prepare<[], Row>(`SELECT ${columns} FROM person ORDER BY id`);
  const first = db.prepare('SELECT 1 FROM person LIMIT 1');
  const withRole = db.prepare<[{ role: string; scope: string; day: Day }], Row>(
    `SELECT ${columns} FROM person WHERE id IN (
       SELECT person FROM role
       WHERE role = :role AND scope = :scope AND valid_from <= :day AND (valid_to IS NULL OR :day < valid_to)
     ) ORDER BY id`,
  );
  // Read at every request; without an order, since rights are the union of the roles, and sorting doubles its time.
  const rolesOf = db.prepare<[{ person: number }], Role>(
    `SELECT role, scope, valid_from AS validFrom, valid_to AS validTo
     FROM role WHERE person = :person`,
  );
  const allRoles = db.prepare<[], Role & { person: number }>(
    'SELECT person, role, scope, valid_from AS validFrom, valid_to AS validTo FROM role',
  );
  const insertRole = db.prepare(
    `INSERT INTO role (person, role, scope, valid_from, valid_to) VALUES (:person, :role, :scope, :validFrom, :validTo)
     ON CONFLICT DO UPDATE SET valid_to = excluded.valid_to`,
  );
  const endRole = db.prepare(
    `UPDATE role SET valid_to = :day
     WHERE person = :person AND role = :role AND scope = :scope AND (valid_to IS NULL OR valid_to > :day)`,
  );
  const setLanguage = db.prepare('UPDATE person SET language = :language WHERE id = :id');
  const setEmail = db.prepare(`UPDATE person SET email = :email, address_state = 'ok' WHERE id = :id`);
  const setAddressState = db.prepare('UPDATE person SET address_state = :state WHERE id = :id');

  const withRoles = (row: Row | undefined): Person | null =>
    row ? { ...row, roles: rolesOf.all({ person: row.id }) } : null;

  return {
    /** Adds a person with roles. Throws when the address is taken, or is not in lower case. */
    add: db.transaction((person: Omit<Person, 'id'>, createdAt: Instant): Person => {
      const { email, name, language } = person;
      const id = Number(insert.run({ email, name, language, createdAt }).lastInsertRowid);
      for (const role of person.roles) insertRole.run({ ...role, person: id });
      return { ...person, id };
    }),
    /** Gives the person one more role. One that was begun and ended on the same day goes on. */
    addRole: (person: number, role: Role): void => {
      insertRole.run({ ...role, person });
    },
    /** Ends a role: the day is the first one without it. */
    endRole: (person: number, role: RoleName, scope: string, day: Day): void => {
      endRole.run({ person, role, scope, day });
    },
    byId: (id: number): Person | null => withRoles(byId.get({ id })),
    /** Takes the address in lower case. */
    byEmail: (email: string): Person | null => withRoles(byEmail.get({ email })),
    /** The people who hold the role for exactly that scope on the day, the longest known first. */
    withRole: (role: RoleName, scope: string, day: Day): Person[] =>
      withRole.all({ role, scope, day }).flatMap((row) => withRoles(row) ?? []),
    isEmpty: (): boolean => first.get() === undefined,
    all(): Person[] {
      const roles = Map.groupBy(allRoles.all(), (role) => role.person);
      return everyone.all().map((row) => ({
        ...row,
        roles: (roles.get(row.id) ?? []).map(({ person: _, ...role }) => role),
      }));
    },
    setLanguage: (id: number, language: Language): void => {
      setLanguage.run({ id, language });
    },
    /** Changes the address to one in lower case; the new one counts as good. Throws when it is taken. */
    setEmail: (id: number, email: string): void => {
      setEmail.run({ id, email });
    },
    /** 'dead': mail to the address is refused for good. */
    setAddressState: (id: number, state: 'ok' | 'dead'): void => {
      setAddressState.run({ id, state });
    },
  };
}
