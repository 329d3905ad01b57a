// Every address of the pages × every role × own and other scope (reliability.md, E4): who is let in is written here, an
// address that is not written here fails the test, and whoever is refused a page of theirs is in the record.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerFollowUp } from '../../src/actions/answer-follow-up.ts';
import { publishAnnouncement } from '../../src/actions/announcements.ts';
import { deliver } from '../../src/actions/deliver.ts';
import { enterDecision } from '../../src/actions/enter-review.ts';
import { ask, listInquiries } from '../../src/actions/inquiries.ts';
import { draftLetter, loadLetter, saveLetter } from '../../src/actions/letter.ts';
import { startLetterRun } from '../../src/actions/letter-run.ts';
import { makeReview } from '../../src/actions/make-review.ts';
import { openFollowUp } from '../../src/actions/open-follow-up.ts';
import { inviteColleague } from '../../src/actions/people.ts';
import { criteriaOf } from '../../src/actions/review-criteria.ts';
import { makeToken } from '../../src/actions/tokens.ts';
import type { RoleName } from '../../src/domain/person.ts';
import { optionsOf } from '../../src/domain/review-criteria.ts';
import { pdf } from '../radoy.ts';
import { actorOf, makeWorld, quietMonth, typed, type World } from '../world.ts';
import { sessionOf, type Visit, visit } from './visit.ts';

/** East is Halden with office 0101, west Alver with office 1263; each with its reporter, leader, municipality, governor. */
const more: Record<string, [RoleName, string]> = {
  lisa: ['leader', '1263'],
  mari: ['municipality', '4631'],
  geir: ['governor', 'FMOV'],
};
const names = ['alice', 'lars', 'mona', 'geir', 'sigrid', 'lisa', 'mari', 'guri', 'olav', 'dina', 'nobody'];
const everybody = names.filter((name) => name !== 'nobody').join(' ');
const reporters = 'alice lars sigrid lisa olav';
const governors = 'geir guri';
const desk = 'geir guri dina';

type Side = {
  unit: string;
  municipality: string;
  followUp: number;
  letter: number;
  draft: number;
  answer: number;
  inquiry: number;
  invitation: number;
  notice: number;
  token: number;
  code: string;
  reporter: number;
  announcement: number;
  review: number;
  entry: number;
  run: string;
};

type Body = Record<string, string> | ((side: Side) => Record<string, string>);

type Line = {
  /** The address on a side; the sides are tried one by one when it takes one. */
  at: string | ((side: Side) => string);
  /** Let in at the east and at the west; both where there is one address for all. */
  east: string;
  west?: string;
  body?: Body;
  /** Comes as a form with a file. */
  withFile?: boolean;
  /** Open to whoever asks. */
  isPublic?: boolean;
};

const units =
  (rest = '') =>
  (side: Side) =>
    `/reports/2026-10/${side.unit}${rest}`;
const followUp =
  (rest = '') =>
  (side: Side) =>
    `/follow-ups/${side.followUp}${rest}`;
const letter =
  (rest = '') =>
  (side: Side) =>
    `/follow-ups/${side.followUp}/letters/${side.letter}${rest}`;
const announcement =
  (rest = '') =>
  (side: Side) =>
    `/announcements/${side.announcement}${rest}`;
const review =
  (rest = '') =>
  (side: Side) =>
    `/reviews/${side.review}${rest.replace('$', side.unit)}`;

const open: Line = { at: '', east: everybody, isPublic: true };
const all = (at: string, east: string): Line => ({ at, east });
const by = (at: Line['at'], east: string, west: string, body?: Body): Line => ({
  ...{ at, east, west },
  ...(body && { body }),
});

/** Who reads a report: its office, its municipality, its governor, the directorate. Who writes one, a letter, an answer. */
const readers = ['alice lars mona geir dina', 'sigrid lisa mari guri dina'] as const;
const writers = ['alice lars', 'sigrid lisa'] as const;
const letterReaders = ['mona geir dina', 'mari guri dina'] as const;
const atDesk = ['geir', 'guri'] as const;
/** Olav's office is in the east too. */
const announced = ['alice lars geir olav dina', 'sigrid lisa guri dina'] as const;
/** A review that is open: the municipality does not see it yet. */
const reviewers = ['alice lars geir dina', 'sigrid lisa guri dina'] as const;
const registering = ['alice lars geir', 'sigrid lisa guri'] as const;
const asking = ['geir dina', 'guri dina'] as const;
const atOffice = ['alice lars', 'sigrid lisa'] as const;

const matrix: Record<string, Line> = {
  'GET /': all('/', everybody),
  'GET /accessibility': { ...open, at: '/accessibility' },
  'GET /privacy': { ...open, at: '/privacy' },
  'GET /api': { ...open, at: '/api' },
  'GET /statistics': { ...open, at: '/statistics' },
  'GET /sign-in': { ...open, at: '/sign-in' },
  // Whoever has not asked for a code is sent to ask for one.
  'GET /sign-in/code': all('/sign-in/code', everybody),
  'POST /sign-in': { ...open, at: '/sign-in' },
  'POST /sign-in/code': { ...open, at: '/sign-in/code' },

  'GET /reports': all('/reports', everybody),
  'GET /reports/:period/:unit': by(units(), ...readers),
  'GET /reports/:period/:unit/draft,/reports/:period/:unit/submissions': {
    ...open,
    at: units('/draft'),
    west: everybody,
  },
  'GET /reports/:period/:unit/confirm': by(units('/confirm'), ...writers),
  'GET /reports/:period/:unit/submissions/:number': by(units('/submissions/1'), ...readers),
  'GET /reports/upload': all('/reports/upload', reporters),
  'GET /reports/upload/template.csv': all('/reports/upload/template.csv', reporters),
  'POST /reports/upload': { ...all('/reports/upload', reporters), withFile: true },
  'POST /reports/:period/:unit/draft': by(units('/draft'), ...writers),
  'POST /reports/:period/:unit/submissions': by(units('/submissions'), ...writers),
  'POST /reports/:period/:unit/confirm': by(units('/confirm'), ...writers),
  'POST /reports/:period/:unit/late-reason': by(units('/late-reason'), ...writers),
  'POST /reports/:period/:unit/reopening': by(units('/reopening'), 'dina', 'dina'),
  'GET /practice': all('/practice', everybody),
  'GET /practice/done': all('/practice/done', everybody),
  'GET /practice/submissions': all('/practice/submissions', everybody),
  'POST /practice/submissions': all('/practice/submissions', everybody),
  'GET /units/:unit': by(({ unit }) => `/units/${unit}`, ...readers),

  'GET /overview': all('/overview', desk),
  'GET /overview/offices': all('/overview/offices', desk),
  'GET /overview/offices/file': all('/overview/offices/file?format=csv', desk),
  'GET /totals': all('/totals', everybody),
  'GET /totals/file': all('/totals/file', everybody),
  'GET /totals/reports': all('/totals/reports', everybody),
  'GET /changes': all('/changes', desk),
  'GET /targets': all('/targets', everybody),
  'GET /targets/:municipality': by(({ municipality }) => `/targets/${municipality}`, ...readers),
  'GET /targets/upload': all('/targets/upload', 'dina'),
  'POST /targets/upload': { ...all('/targets/upload', 'dina'), withFile: true },
  'GET /kostra': all('/kostra', everybody),
  'GET /kostra/:municipality': by(({ municipality }) => `/kostra/${municipality}`, ...readers),
  'POST /kostra': { ...all('/kostra', everybody), withFile: true },
  'GET /quality': all('/quality', desk),
  'GET /form-times': all('/form-times', 'dina'),
  'GET /late-reasons': all('/late-reasons', 'dina'),
  'GET /inquiries': all('/inquiries', everybody),
  'GET /inquiries/new': by(({ unit }) => `/inquiries/new?unit=${unit}&period=2026-10`, ...asking),
  'POST /inquiries': by('/inquiries', ...asking, ({ unit }) => ({ unit, period: '2026-10', text: '' })),
  'POST /inquiries/:id/answer': by(({ inquiry }) => `/inquiries/${inquiry}/answer`, ...writers),

  'GET /follow-ups': all('/follow-ups', 'mona mari geir guri dina'),
  'POST /follow-ups': by('/follow-ups', ...atDesk, ({ unit }) => ({ unit, cause: 'other', text: '' })),
  'GET /follow-ups/:id': by(followUp(), ...letterReaders),
  'POST /follow-ups/:id/events': by(followUp('/events'), ...atDesk, { do: 'note', text: 'Notat' }),
  'POST /follow-ups/:id/letters': by(followUp('/letters'), ...atDesk, { kind: 'reminder' }),
  'GET /follow-ups/:id/letters/:letter': by(letter(), ...letterReaders),
  'GET /follow-ups/:id/letters/:letter/docx': by(letter('/docx'), ...letterReaders),
  'POST /follow-ups/:id/letters/:letter': by(
    ({ followUp: id, draft }) => `/follow-ups/${id}/letters/${draft}`,
    ...atDesk,
    { action: 'save', version: '0' },
  ),
  'POST /follow-ups/:id/letters/:letter/journal': by(letter('/journal'), ...atDesk, { number: '26/1' }),
  'GET /follow-ups/:id/answers/:answer/file': by(
    ({ followUp: id, answer }) => `/follow-ups/${id}/answers/${answer}/file`,
    ...letterReaders,
  ),
  'POST /follow-ups/:id/answers': { ...by(followUp('/answers'), 'mona geir', 'mari guri'), withFile: true },
  'GET /follow-ups/archive': all('/follow-ups/archive?month=2026-11', desk),
  'GET /follow-ups/letters': all('/follow-ups/letters', governors),
  'POST /follow-ups/letters': all('/follow-ups/letters', governors),
  'GET /follow-ups/letters/:run': by(({ run }) => `/follow-ups/letters/${run}`, ...atDesk),
  'GET /follow-ups/month': all('/follow-ups/month', desk),
  'GET /follow-ups/templates': all('/follow-ups/templates', governors),
  'GET /follow-ups/templates/:kind': all('/follow-ups/templates/request', governors),
  'POST /follow-ups/templates/:kind': all('/follow-ups/templates/request', governors),

  'GET /announcements': all('/announcements', 'alice lars sigrid lisa olav geir guri dina'),
  'GET /announcements/:id': by(announcement(), ...announced),
  'GET /announcements/:id/calendar': by(announcement('/calendar'), ...announced),
  'GET /announcements/write': all('/announcements/write', desk),
  'POST /announcements': by('/announcements', ...atDesk, ({ code }) => ({ sender: code })),
  'POST /announcements/:id/sign-ups': by(announcement('/sign-ups'), 'alice lars olav', 'sigrid lisa', { do: 'off' }),
  'POST /announcements/:id/withdrawal': by(announcement('/withdrawal'), ...atDesk),

  'GET /reviews': all('/reviews', everybody),
  'GET /reviews/new': all('/reviews/new', governors),
  'POST /reviews': by('/reviews', ...atDesk, ({ code }) => ({ governor: code, key: 'empty' })),
  'GET /reviews/:id': by(review(), ...reviewers),
  'GET /reviews/:id/export': by(review('/export?format=csv'), ...reviewers),
  'GET /reviews/:id/entries': by(review('/entries?unit=$'), ...reviewers),
  'GET /reviews/:id/entries/new': by(review('/entries/new?unit=$'), ...registering),
  'POST /reviews/:id/entries': by(review('/entries'), ...registering, ({ unit }) => ({ unit, key: 'empty' })),
  'POST /reviews/:id/entries/:entry/withdrawal': by(
    ({ review: id, entry }) => `/reviews/${id}/entries/${entry}/withdrawal`,
    ...registering,
  ),
  'POST /reviews/:id/closing': by(review('/closing'), ...atDesk),

  'GET /notices': all('/notices', desk),
  'GET /notices/:id': by(({ notice }) => `/notices/${notice}`, 'geir dina', 'guri dina'),
  'GET /notices/days/:day': all('/notices/days/2026-11-03', desk),
  'GET /notices/dry-run': all('/notices/dry-run', desk),
  'GET /notices/ledger': all('/notices/ledger', desk),
  'GET /notices/why': all('/notices/why', desk),
  // The gate before the orders: behind it is nothing of its own.
  'POST /notices/*rest': all('/notices/else', ''),
  'POST /notices/:id/send': by(({ notice }) => `/notices/${notice}/send`, 'dina', 'dina'),
  'POST /notices/pause': all('/notices/pause', 'dina'),
  'POST /notices/release': all('/notices/release', 'dina'),
  'POST /notices/steps': all('/notices/steps', 'dina'),
  'POST /notices/switches': all('/notices/switches', 'dina'),
  'POST /notices/test': all('/notices/test', 'dina'),
  'GET /incidents': all('/incidents', `${reporters} ${desk}`),
  // What is to be done is read first: nothing, here.
  'POST /incidents/:id': all('/incidents/999', `${reporters} ${desk}`),
  'POST /incidents/unread/:id': all('/incidents/unread/999', 'dina'),
  'GET /people': all('/people', `${reporters} dina`),
  'POST /people': all('/people', 'dina'),
  'POST /people/invitations': by('/people/invitations', ...atOffice, ({ unit }) => ({ office: unit.slice(0, 4) })),
  'POST /people/invitations/:id/withdraw': by(
    // Gone when the first has withdrawn it.
    ({ invitation }) => `/people/invitations/${invitation}/withdraw`,
    'alice',
    'sigrid',
  ),

  'GET /exemptions': all('/exemptions', 'dina'),
  'POST /exemptions': all('/exemptions', 'dina'),
  'GET /extracts': all('/extracts', 'dina'),
  'GET /extracts/:period': all('/extracts/2026-10', 'dina'),
  'POST /extracts/:period': all('/extracts/2026-10', 'dina'),
  'GET /events': all('/events', 'dina'),
  'GET /forms': all('/forms', everybody),
  'GET /forms/:version': all('/forms/kvp-1', everybody),
  'GET /forms/file': all('/forms/file', everybody),
  'GET /offices': all('/offices', desk),
  'GET /plans': all('/plans', 'dina'),
  'GET /plans/change': all('/plans/change', 'dina'),
  'POST /plans/change': all('/plans/change', 'dina'),
  'GET /tokens': all('/tokens', 'dina'),
  'POST /tokens': all('/tokens', 'dina'),
  'POST /tokens/:token/revoke': by(({ token }) => `/tokens/${token}/revoke`, 'dina', 'dina'),
  // Last: whoever is asked about has no role any more.
  'POST /people/roles/end': by('/people/roles/end', 'alice lars dina', 'sigrid lisa dina', ({ unit, reporter }) => ({
    ...{ role: 'reporter', scope: unit.slice(0, 4), person: String(reporter) },
  })),
  'POST /sign-out': { ...open, at: '/sign-out' },
};

let world: World;
let sides: { east: Side; west: Side };
const browsers = new Map<string, Visit>();

beforeAll(async () => {
  world = makeWorld();
  const { context } = world;
  for (const [name, [role, scope]] of Object.entries(more)) {
    const roles = [{ role, scope, validFrom: '2018-01-01', validTo: null }];
    context.store.person.add({ email: `${name}@example.org`, name, language: 'nb', roles }, context.now());
  }
  world.open('2026-10');
  sides = { east: sideOf('0101-3101', 'geir', 'alice', 'FMOV'), west: sideOf('1263-4631', 'guri', 'sigrid', 'FMVL') };
  const app = world.app();
  for (const name of names) {
    const browser = visit(app);
    if (name !== 'nobody') {
      const { name: cookie, value } = sessionOf(world, `${name}@example.org`);
      browser.jar.setCookie(`${cookie}=${value}; Path=/`, '127.0.0.1', '/');
    }
    browsers.set(name, browser);
  }
});
afterAll(() => world.close());

/** A delivered report, a follow-up with a letter, an answer and a draft, and a gathering: on one side of the country. */
function sideOf(unit: string, governor: string, reporter: 'alice' | 'sigrid', code: string): Side {
  const { context } = world;
  const person = context.store.person.byEmail(`${governor}@example.org`);
  if (!person) throw new Error(governor);
  const actor = actorOf(person);
  const input = { answers: typed(quietMonth(5)), reasons: {}, comment: '' };
  const order = { unit, period: '2026-10', input, key: null, ifMatch: null, channel: 'page' as const };
  expect(deliver(context, actorOf(world.people.dina), order).kind).toBe('delivered');
  const opened = openFollowUp(context, actor, { unit, cause: 'other', text: 'Grunn' });
  const id = opened.kind === 'opened' ? opened.id : 0;
  const letterOf = (kind: 'request' | 'reminder') => {
    const made = draftLetter(context, actor, id, kind, 'nb');
    return made.kind === 'drafted' ? made.letter : 0;
  };
  const first = letterOf('request');
  const draft = loadLetter(context, actor, id, first)?.letter.content;
  if (!draft) throw new Error(unit);
  const content = { ...draft, ourRef: '2026/1', phone: '1', firstName: 'A', firstTitle: 'B', secondTitle: 'C' };
  expect(saveLetter(context, actor, { followUp: id, letter: first, version: 1, content, freeze: true }).kind).toBe(
    'saved',
  );
  const file = { name: 'svar.pdf', content: pdf };
  const given = answerFollowUp(context, actor, id, { text: '', reference: '', file, answeredOn: '2026-11-02' });
  const run = startLetterRun(context, actor, { kind: 'request', language: 'nb', followUps: [id], units: [] });
  return {
    ...{ unit, municipality: unit.slice(5), followUp: id, letter: first, draft: letterOf('reminder') },
    answer: given.kind === 'answered' ? given.id : 0,
    announcement: gatheringOf(code),
    ...reviewOf(code),
    ...{ run: run?.id ?? '', code, reporter: world.people[reporter].id, ...ofOffice() },
  };

  function ofOffice(): Pick<Side, 'inquiry' | 'invitation' | 'notice' | 'token'> {
    expect(ask(context, actor, { unit, period: '2026-10', text: 'Stemmer tallet?' }).kind).toBe('done');
    const [inquiry] = listInquiries(context, actor);
    const invited = inviteColleague(context, actorOf(world.people[reporter]), {
      ...{ email: `new-${unit}@example.org`, name: 'Ny', office: unit.slice(0, 4) },
    });
    const order = { name: code, role: 'governor', scope: code, lastDay: '2026-12-31' };
    const token = makeToken(context, actorOf(world.people.dina), order);
    const notice = context.store.notice.ofPeriod('2026-10').find(({ office }) => office === unit.slice(0, 4));
    if (!inquiry || !invited.ok || !token.ok || !notice) throw new Error(unit);
    return { inquiry: inquiry.id, invitation: invited.invitation, notice: notice.id, token: token.id };
  }

  function reviewOf(key: string): Pick<Side, 'review' | 'entry'> {
    const about = { title: 'Gjennomgang', from: '2025-01-01', to: '2025-12-31', units: [unit] };
    const made = makeReview(context, actor, { governor: key, typed: about, key });
    if (made.kind !== 'made') throw new Error(made.kind);
    const chosen = Object.fromEntries(criteriaOf('review-1').map((one) => [one.id, optionsOf(one)[0] ?? '']));
    enterDecision(context, actor, { review: made.id, unit, typed: chosen, key });
    return { review: made.id, entry: context.store.review.entries(made.id)[0]?.id ?? 0 };
  }

  function gatheringOf(sender: string): number {
    const texts = { subjectNb: 'Samling', bodyNb: 'Velkommen', subjectNn: '', bodyNn: '' };
    const when = { kind: 'gathering', day: '2026-12-02', from: '10', to: '15', place: 'Her' };
    const published = publishAnnouncement(context, actor, { sender, typed: { ...texts, ...when }, key: sender });
    if (published.kind !== 'published') throw new Error(published.kind);
    return published.id;
  }
}

/** The addresses that the application's pages answer to, as they are mounted. */
function routesOf(app: ReturnType<World['app']>): string[] {
  type Layer = {
    route?: { path: string | string[]; methods: Record<string, boolean> };
    handle: { stack?: Layer[] };
    slash: boolean;
  };
  const found: string[] = [];
  const walk = (stack: Layer[]): void => {
    for (const { route, handle } of stack) {
      if (route)
        for (const method of Object.keys(route.methods)) found.push(`${method.toUpperCase()} ${String(route.path)}`);
      else if (handle.stack) walk(handle.stack);
    }
  };
  // The API and the health of the service are mounted under their own prefixes, and guarded by tests of their own.
  walk((app.router as unknown as { stack: Layer[] }).stack.filter(({ slash }) => slash));
  return found;
}

/** Who is let in: neither told that there is nothing, nor sent to sign in. */
async function letIn(method: string, path: string, body: object, withFile = false): Promise<string> {
  const found: string[] = [];
  for (const [name, browser] of browsers) {
    const posted = () =>
      withFile
        ? browser.post(path).attach('file', Buffer.from('x'), 'x.txt')
        : browser.post(path).type('form').send(body);
    const asked = method === 'GET' ? browser.get(path) : posted();
    const { status, headers } = await asked.redirects(0);
    if (status >= 500) throw new Error(`${method} ${path} for ${name}: ${status}`);
    if (status !== 404 && !(status === 303 && headers['location'] === '/sign-in')) found.push(name);
  }
  return found.join(' ');
}

const inOrder = (people: string) => names.filter((name) => people.split(' ').includes(name)).join(' ');

test('every address of the pages is written here', () => {
  expect(routesOf(world.app()).toSorted()).toEqual(Object.keys(matrix).toSorted());
});

test.each(Object.entries(matrix))('%s', async (route, { at, east, west, body = {}, withFile, isPublic }) => {
  const [method = ''] = route.split(' ');
  for (const [side, expected] of [
    ['east', east],
    ['west', west],
  ] as const) {
    if (expected === undefined) continue;
    const path = typeof at === 'string' ? at : at(sides[side]);
    const wanted = inOrder(isPublic ? `${expected} nobody` : expected);
    expect({
      side,
      path,
      people: await letIn(method, path, typeof body === 'function' ? body(sides[side]) : body, withFile),
    }).toEqual({ side, path, people: wanted });
  }
});

test('whoever is refused is in the record, by the address asked for; an address that nothing answers to is not', async () => {
  const subject = `address:/follow-ups/${sides.west.followUp}`;
  const told = world.context.store.event.ofSubject(subject).map(({ who, what, details }) => [who, what, details]);
  const refused = ['alice', 'lars', 'mona', 'geir', 'sigrid', 'lisa', 'olav'];
  const asked = refused.map((name) => world.context.store.person.byEmail(`${name}@example.org`)?.id);
  expect(told).toEqual(asked.map((id) => [`person:${id}`, 'access.refused', { method: 'GET' }]));
});
