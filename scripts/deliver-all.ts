// Delivers one report for every active unit over HTTP, as each office's reporter, against a running demo, and compares
// the nation's totals with the sum of what was delivered. Knows the service only from outside: its pages and its API.
//
//   TOKEN=$(npm run --silent admin -- token create --name deliver-all --role directorate)
//   npm run deliver-all -- $TOKEN [--url http://localhost:8080] [--period 2026-10] [--offices 10]

import { parseArgs } from 'node:util';
import { type Answers, someMonth } from './some-month.ts';

type Unit = { unit: string; office: string };
/** A browser, as far as it is needed: it keeps cookies and follows nothing. */
type Browser = (
  path: string,
  form?: Record<string, string>,
) => Promise<{ status: number; location: string; html: string }>;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { url: { type: 'string' }, period: { type: 'string' }, offices: { type: 'string' } },
});
const url = values.url ?? 'http://localhost:8080';
const token = positionals[0] ?? '';
const period = values.period ?? monthBefore(new Date().toISOString().slice(0, 7));

process.exitCode = await main();

async function main(): Promise<number> {
  const { units } = await api<{ units: Unit[] }>(`/units?period=${period}`);
  const offices = [...Map.groupBy(units, ({ office }) => office)].slice(0, Number(values.offices ?? Infinity));
  const special = await namedReporters();
  const delivered = new Map<string, Answers>();
  for (const [office, owed] of offices) {
    const browser = await signIn(special.get(office) ?? `reporter-${office}@example.org`);
    for (const [index, { unit }] of owed.entries())
      delivered.set(unit, await deliver(browser, unit, delivered.size + index));
    if (delivered.size % 50 < owed.length) tell(`${delivered.size} of ${units.length} units`);
  }
  return compare(delivered, units.length);
}

/** Offices whose reporter has a name of their own: the demo tells them by who may open a report of theirs. */
async function namedReporters(): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const email of ['reporter@example.org', 'single@example.org']) {
    const browser = await signIn(email);
    let page = await browser('/');
    for (let hops = 0; page.status === 303 && hops < 5; hops += 1) page = await browser(page.location);
    const office = /\/reports\/\d{4}-\d{2}\/(\d{4})-\d{4}/.exec(page.html)?.[1];
    if (!office) throw new Error(`${email} is led to no report`);
    found.set(office, email);
  }
  return found;
}

async function signIn(email: string): Promise<Browser> {
  const browser = makeBrowser();
  const asked = await browser('/sign-in', { email });
  if (asked.status !== 303) throw new Error(`${email} could not ask for a code: ${asked.status}`);
  const { html } = await browser('/dev/mail');
  const newest = html.slice(html.indexOf('<article'));
  const code = /\b\d{8}\b/.exec(newest)?.[0] ?? '';
  if (!newest.includes(email)) throw new Error(`${email} got no code: is it known, and is this a demo?`);
  const { status } = await browser('/sign-in/code', { code });
  if (status !== 303) throw new Error(`${email} could not sign in: ${status}`);
  return browser;
}

/** Fills in the form as a person would: the opening number stands there, everything else is typed. */
async function deliver(browser: Browser, unit: string, seed: number): Promise<Answers> {
  const path = `/reports/${period}/${unit}`;
  const page = await browser(path);
  if (page.status !== 200) throw new Error(`${unit}: the form answers ${page.status}`);
  const hidden = Object.fromEntries(
    inputsOf(page.html)
      .filter(({ type }) => type === 'hidden')
      .map(({ name, value }) => [name, value]),
  );
  const start = Number(inputsOf(page.html).find(({ name }) => name === 'participants_start')?.value ?? 0);
  const answers = someMonth(start, seed);
  const typed = Object.fromEntries(Object.entries(answers).map(([question, number]) => [question, String(number)]));
  let answer = await browser(`${path}/submissions`, { ...hidden, ...typed, comment: '' });
  if (answer.status === 422) {
    const reasons = [...answer.html.matchAll(/name="(reason_W\d+)"/g)].map(([, name]) => [
      name ?? '',
      'Stemmer, talt på nytt.',
    ]);
    if (reasons.length === 0) throw new Error(`${unit}: refused without a warning to explain`);
    const again = Object.fromEntries(
      inputsOf(answer.html)
        .filter(({ type }) => type === 'hidden')
        .map(({ name, value }) => [name, value]),
    );
    answer = await browser(`${path}/submissions`, { ...again, ...typed, comment: '', ...Object.fromEntries(reasons) });
  }
  if (answer.status !== 303) throw new Error(`${unit}: the delivery answers ${answer.status}`);
  if (!answer.location.includes('/submissions/'))
    throw new Error(`${unit}: led to ${answer.location}, not to the receipt`);
  return answers;
}

type Totals = { rows: { expected: number; received: number; totals: Record<string, number | null> }[] };

async function compare(delivered: Map<string, Answers>, units: number): Promise<number> {
  if (delivered.size < units) {
    tell(`${delivered.size} delivered; the nation is compared only when every unit has.`);
    return 0;
  }
  const [row] = (await api<Totals>(`/totals?from=${period}&to=${period}`)).rows;
  const faults: string[] = [];
  if (row?.expected !== units || row.received !== units)
    faults.push(`${row?.received} of ${row?.expected} received, not ${units}`);
  for (const question of Object.keys(someMonth(0, 0))) {
    const sum = [...delivered.values()].reduce((total, answers) => total + (answers[question] ?? 0), 0);
    if (row?.totals[question] !== sum)
      faults.push(`${question}: the nation has ${row?.totals[question]}, delivered were ${sum}`);
  }
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  if (faults.length === 0) tell(`${units} units delivered for ${period}, and the nation equals their sum.`);
  return faults.length === 0 ? 0 : 1;
}

function makeBrowser(): Browser {
  const cookies = new Map<string, string>();
  return async (path, form) => {
    const response = await fetch(new URL(path, url), {
      method: form ? 'POST' : 'GET',
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    return { status: response.status, location: response.headers.get('location') ?? '', html: await response.text() };
  };
}

async function api<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) throw new Error(`${path} answers ${response.status}: ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** The fields of the report's own form; others on the page have no key. */
function inputsOf(html: string): { name: string; type: string; value: string }[] {
  const form = html.slice(html.indexOf('id="report-form"'));
  return [...form.slice(0, form.indexOf('</form>')).matchAll(/<input\b([^>]*)>/g)].map(([, attributes = '']) => {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
    return { name: attribute('name'), type: attribute('type'), value: attribute('value') };
  });
}

function monthBefore(month: string): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}
