// An event in words: who did what to what. What has no words yet is told by its own name, never left out.

import type { Context } from '../context.ts';
import { type Day, lastDayOf, parsePeriod } from '../domain/period.ts';
import { type Language, type RoleName, roleNames } from '../domain/person.ts';
import { unitName } from '../domain/unit.ts';
import type { StoredEvent } from '../store/event.ts';
import { texts } from '../text/text.ts';
import { momentText, monthText } from '../text/when.ts';
import { scopeName } from './scope-name.ts';

export type EventView = {
  when: string;
  who: string;
  what: string;
  /** What it is about, in words; null when it is about nothing but itself or whoever did it. */
  subject: { text: string; href: string } | null;
  details: { name: string; value: string }[];
};

/**
 * The words for events in a language: `view` tells one in full, `subject` what `kind:id` names. Places go by their names on
 * the day.
 */
export function eventWords(context: Context, language: Language, today: Day) {
  const { store } = context;
  const t = texts[language].event;
  const roles = texts[language].people.role;
  const nameOfScope = scopeName(context, language, today);
  const tokens = new Map(store.token.all().map(({ id, name }) => [String(id), name]));
  const people = new Map<string, string>();

  function personName(id: string): string {
    let name = people.get(id);
    if (name === undefined) {
      name = store.person.byId(Number(id))?.name ?? t.personUnknown(id);
      people.set(id, name);
    }
    return name;
  }

  function who(text: string): string {
    const [kind, id = ''] = text.split(':');
    if (kind === 'person') return personName(id);
    if (kind === 'token') return t.token(tokens.get(id) ?? id);
    return t.actors[text] ?? text;
  }

  function subject(text: string): string {
    const [kind = '', first = '', second = ''] = text.split(':');
    const period = parsePeriod(first);
    if (kind === 'report' && period) {
      const unit = store.unit.find(second, lastDayOf(period));
      return t.subject.report(monthText(period), unit ? unitName(unit) : second);
    }
    if (kind === 'person') return personName(first);
    if (kind === 'token') return t.token(tokens.get(first) ?? first);
    if (kind === 'extract' && period) return t.subject.extract(monthText(period));
    if (kind === 'target') return t.subject.target(nameOfScope('municipality', first));
    if (kind === 'plan') return t.subject.plan(first);
    if (kind === 'notice') return t.subject.notice(first);
    if (kind === 'followUp') return t.subject.followUp(first);
    if (kind === 'announcement') return t.subject.announcement(first);
    if (kind === 'review') return t.subject.review(first);
    if (kind === 'address') return first;
    return text;
  }

  /** Its own page, or else all events about it. */
  function href(text: string): string {
    const [kind = '', first = '', second = ''] = text.split(':');
    if (kind === 'report') return `/reports/${first}/${second}`;
    if (kind === 'target') return `/targets/${first}`;
    if (kind === 'notice') return `/notices/${first}`;
    if (kind === 'followUp') return `/follow-ups/${first}`;
    if (kind === 'announcement') return `/announcements/${first}`;
    if (kind === 'review') return `/reviews/${first}`;
    return `/events?subject=${encodeURIComponent(text)}`;
  }

  function details(given: Record<string, unknown>): EventView['details'] {
    const role = roleNames.find((name) => name === given['role']);
    return Object.entries(given)
      .filter(([name, value]) => name !== 'sha256' && value !== null && value !== '')
      .map(([name, value]) => ({ name: t.detail[name] ?? name, value: valueText(name, value, role) }));
  }

  function valueText(name: string, value: unknown, role: RoleName | undefined): string {
    if (name === 'role' && role) return roles[role];
    if (name === 'scope' && role) return nameOfScope(role, String(value));
    if (name === 'office') return nameOfScope('reporter', String(value));
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return t.value[text] ?? text;
  }

  return {
    subject,
    view({ at, who: actor, what, subject: about, details: given }: StoredEvent): EventView {
      const isItself = about === actor || !about.includes(':');
      return {
        when: momentText(at),
        who: who(actor),
        what: t.kind[what] ?? what,
        subject: isItself ? null : { text: subject(about), href: href(about) },
        details: details(given),
      };
    },
  };
}
