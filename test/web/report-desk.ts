// What the tests of the report pages share: a world with office 0101, a delivered September, and a way to post a form.

import type { Express } from 'express';
import { deliver } from '../../src/actions/deliver.ts';
import { actorOf, makeWorld, type Name, quietMonth, typed, type World } from '../world.ts';
import type { Visit } from './visit.ts';

export const halden = '0101-3101';
export const aremark = '0101-3124';
/** A synthetic birth number that passes the check. */
export const identityNumber = '13097248022';

export type Fields = Record<string, string>;

export type Desk = { world: World; app: Express };

/** 3 November 2026: October is due, Halden has delivered September with twelve participants. */
export function makeDesk(): Desk {
  const world = makeWorld();
  world.open('2026-09');
  deliverMonth(world, 'alice', halden, '2026-09', quietMonth(12, { women_end: 5 }));
  return { world, app: world.app() };
}

export function deliverMonth(
  world: World,
  name: Name,
  unit: string,
  period: string,
  answers: Record<string, number>,
): void {
  const reasons = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`W${index + 1}`, 'Sjekket']));
  const input = { answers: typed(answers), reasons, comment: '' };
  const delivery = { unit, period, input, key: null, ifMatch: null, channel: 'page' as const };
  const result = deliver(world.context, actorOf(world.people[name]), delivery);
  if (result.kind !== 'delivered') throw new Error(JSON.stringify(result));
}

/** October as it is delivered when nothing is wrong: two started, one ended. */
export function october(changes: Fields = {}): Fields {
  const month = quietMonth(12, { started: 2, ended_completed: 1, participants_end: 13, women_end: 6, outcome_work: 1 });
  return { ...typed({ ...month, participants_start: 12 }), ...changes };
}

/** The hidden fields of the page, from the element on whose tag holds `from`. */
export function hiddenIn(html: string, from = 'id="report-form"'): Fields {
  const form = html.slice(html.indexOf(from));
  const found = form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name ?? '', value ?? '']));
}

export function post(browser: Visit, to: string, fields: Fields) {
  return browser.post(to).type('form').send(fields);
}

export function stored({ context }: World, unit = halden, period = '2026-10') {
  const report = context.store.report.find(unit, period);
  return report ? context.store.submission.ofReport(report.id) : [];
}

export function valueIn(html: string, name: string): string | undefined {
  const input = new RegExp(`<input[^>]* name="${name}"[^>]*>`).exec(html)?.[0] ?? '';
  return / value="([^"]*)"/.exec(input)?.[1];
}

export function textIn(html: string, name: string): string | undefined {
  return new RegExp(`<textarea[^>]* name="${name}"[^>]*>\\n?([^<]*)<`).exec(html)?.[1];
}
