// People and their roles: the directorate's list, and for reporters and leaders their own office, where they let a
// colleague report and take off who has left.

import { type Request, type Response, Router } from 'express';
import { addPerson } from '../actions/add-person.ts';
import { endRole, inviteColleague, listPeople, type People, withdrawInvitation } from '../actions/people.ts';
import { checkRoleScope } from '../actions/role-scope.ts';
import { sendInvitation } from '../actions/send-invitation.ts';
import type { Context } from '../context.ts';
import { hasRole, type RoleName, roleNames } from '../domain/person.ts';
import { parseEmail } from '../domain/sign-in.ts';
import { dayOf } from '../domain/period.ts';
import { dayText } from '../text/when.ts';
import { fieldOf, numberIn, queryOf } from './body.ts';
import { refuse } from './errors.ts';
import { type Pager, pagerOf } from './pager.ts';
import { render, textsOf } from './render.ts';
import { scopeName } from './scope-name.ts';
import { actorOf, languageOf, requirePerson, signedIn, todayOf } from './visitor.ts';
import { view } from './views.ts';

type PersonRow = {
  id: number;
  name: string;
  email: string;
  isSelf: boolean;
  hasDeadAddress: boolean;
  roles: { text: string; since: string; role: RoleName; scope: string; mayEnd: boolean }[];
};

type InvitationRow = { id: number; text: string; email: string; until: string; mailFailed: boolean };

type Errors = { href: string; message: string }[];

type PeoplePage = {
  everything: boolean;
  search: string;
  count: number;
  rows: PersonRow[];
  pager: Pager;
  invitations: InvitationRow[];
  offices: { number: string; name: string }[];
  /** As typed, after a fault. */
  typed: { email: string; name: string; office: string; role: string; scope: string };
  errors: Errors;
  done: string | null;
  /** A role that could not be ended, in words. */
  refused: string | null;
};

const peopleView = view<PeoplePage>('people');
const perPage = 50;
const doneKeys = ['invited', 'unsent', 'withdrawn', 'ended', 'added', 'there'] as const;

export function peoplePages(context: Context): Router {
  const router = Router();
  router.get('/people', requirePerson, (req, res) => show(context, req, res));

  router.post('/people/invitations', requirePerson, async (req, res) => {
    const person = signedIn(req);
    const office = fieldOf(req, 'office');
    const order = { email: fieldOf(req, 'email'), name: fieldOf(req, 'name'), office };
    const result = person ? inviteColleague(context, actorOf(person), order) : null;
    if (!result || (!result.ok && result.faults.includes('notFound'))) return refuse(req, res, 'notFound');
    if (!result.ok) {
      const t = textsOf(req).people.faults;
      const hrefs = { email: '#email', name: '#name', already: '#email', tooMany: '#email', notFound: '#email' };
      const errors = result.faults.map((fault) => ({ href: hrefs[fault], message: t[fault] }));
      return show(context, req, res, { errors });
    }
    const sent = await sendInvitation(context, result.invitation);
    return res.redirect(303, `/people?done=${sent ? 'invited' : 'unsent'}`);
  });

  router.post('/people/invitations/:id/withdraw', requirePerson, (req, res) => {
    const person = signedIn(req);
    const id = numberIn(req.params['id']) ?? 0;
    const done = person && withdrawInvitation(context, actorOf(person), id);
    return done ? res.redirect(303, '/people?done=withdrawn') : refuse(req, res, 'notFound');
  });

  router.post('/people/roles/end', requirePerson, (req, res) => {
    const person = signedIn(req);
    const role = roleNames.find((name) => name === fieldOf(req, 'role'));
    const ended = { person: Number(fieldOf(req, 'person')), scope: fieldOf(req, 'scope') };
    const result = person && role ? endRole(context, actorOf(person), { ...ended, role }) : null;
    if (result?.ok) return res.redirect(303, ended.person === person?.id ? '/' : '/people?done=ended');
    if (result?.fault !== 'last') return refuse(req, res, 'notFound');
    const t = textsOf(req).people;
    return show(context, req, res, { refused: role === 'directorate' ? t.lastOfDirectorate : t.lastReporter });
  });

  router.post('/people', requirePerson, (req, res) => add(context, req, res));
  return router;
}

/** The directorate adds a person, or one more role to a person that there is. */
function add(context: Context, req: Request, res: Response): void {
  const person = signedIn(req);
  if (!person || !hasRole(person, 'directorate', todayOf(req))) return refuse(req, res, 'notFound');
  const t = textsOf(req).people.faults;
  const given = {
    email: parseEmail(fieldOf(req, 'email')) ?? '',
    name: fieldOf(req, 'name').trim(),
    role: fieldOf(req, 'role'),
    scope: fieldOf(req, 'role') === 'directorate' ? '' : fieldOf(req, 'scope').trim(),
  };
  const errors: Errors = [];
  if (given.name === '' || given.name.length > 200) errors.push({ href: '#name', message: t.name });
  if (given.email === '') errors.push({ href: '#email', message: t.email });
  if (!checkRoleScope(context, given.role, given.scope).ok) errors.push({ href: '#scope', message: t.scope });
  if (errors.length > 0) return show(context, req, res, { errors });
  const result = addPerson(context, given, actorOf(person).who);
  if (!result.ok) return show(context, req, res, { errors: [{ href: '#email', message: t.email }] });
  return res.redirect(303, `/people?done=${result.changed ? 'added' : 'there'}`);
}

function show(
  context: Context,
  req: Request,
  res: Response,
  { errors = [], refused = null }: { errors?: Errors; refused?: string | null } = {},
): void {
  const person = signedIn(req);
  const people = person && listPeople(context, actorOf(person));
  if (!person || !people) return refuse(req, res, 'notFound');
  const t = textsOf(req).people;
  const search = queryOf(req, 'search').trim().slice(0, 100);
  const found = searched(context, req, people, search);
  const { offset, ...pager } = pagerOf(req, found.length, perPage);
  const done = doneKeys.find((key) => key === queryOf(req, 'done'));
  const data: PeoplePage = {
    ...{ everything: people.everything, search, count: found.length, pager, errors, refused },
    rows: found.slice(offset, offset + perPage),
    invitations: people.invitations.map(({ id, name, officeName, email, expiresAt, invitedByName, mail }) => ({
      ...{ id, email, mailFailed: mail === 'failed' },
      text: t.invited(name, officeName, invitedByName),
      until: t.until(dayText(dayOf(expiresAt))),
    })),
    offices: people.offices,
    typed: {
      ...{ email: fieldOf(req, 'email').slice(0, 254), name: fieldOf(req, 'name').slice(0, 200) },
      ...{ office: fieldOf(req, 'office'), role: fieldOf(req, 'role'), scope: fieldOf(req, 'scope').slice(0, 10) },
    },
    done: done ? t.done[done] : null,
  };
  render(req, res, peopleView, data, errors.length > 0 || refused !== null ? 422 : 200);
}

/** Rows whose name, address, role or scope holds what is looked for. */
function searched(context: Context, req: Request, { people }: People, search: string): PersonRow[] {
  const t = textsOf(req).people;
  const today = todayOf(req);
  const self = signedIn(req)?.id;
  const nameOf = scopeName(context, languageOf(req), today);
  const wanted = search.toLowerCase();
  return people
    .map(({ person: { id, name, email }, roles, hasDeadAddress }) => ({
      ...{ id, name, email, hasDeadAddress, isSelf: id === self },
      roles: roles.map(({ role, scope, validFrom, mayEnd }) => ({
        ...{ role, scope, mayEnd, since: dayText(validFrom) },
        text: role === 'governor' ? nameOf(role, scope) : t.roleAt(t.role[role], nameOf(role, scope)),
      })),
    }))
    .filter(({ name, email, roles }) =>
      [name, email, ...roles.map(({ text }) => text)].some((text) => text.toLowerCase().includes(wanted)),
    );
}
