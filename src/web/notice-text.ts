// Notices in the visitor's words: names of steps, reasons, who did something, where a notice is to.

import type { Context } from '../context.ts';
import type { NoticeState } from '../domain/attempt.ts';
import { skipReasons } from '../domain/notice.ts';
import type { Day, Period } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { Texts } from '../text/text.ts';
import { monthText } from '../text/when.ts';
import { governorNames } from './scope-name.ts';

type T = Texts['notices'];

export const stateColors: Record<NoticeState, string> = {
  planned: 'info',
  claimed: 'info',
  sent: 'success',
  unknown: 'warning',
  refused: 'danger',
  failed: 'danger',
  skipped: 'neutral',
  bounced: 'danger',
};

/** The name of a step; one that is not known goes by its own. */
export function stepText(t: T, step: string): string {
  return Object.hasOwn(t.steps, step) ? t.steps[step as keyof T['steps']] : step;
}

/** The step and the month it is about: `Påminnelse 1, oktober 2026`; the step alone when it is about none. */
export function whatText(t: T, { step, period }: { step: string; period: Period | null }): string {
  return period === null ? stepText(t, step) : `${stepText(t, step)}, ${monthText(period)}`;
}

/** Why a notice was skipped. What is no reason of ours is shown as it was recorded. */
export function reasonText(t: T, reason: string): string {
  const names = Object.keys(skipReasons) as (keyof typeof skipReasons)[];
  const known = names.find((name) => skipReasons[name] === reason);
  return known === undefined ? reason : t.reasons[known];
}

/** What the mail server said; the mailer that keeps mail says `kept`. */
export function answerText(t: T, answer: string): string {
  return answer === 'kept' ? t.kept : answer;
}

/** Why mail was paused: by a brake of the service, or in a person's own words. */
export function pauseText(t: T, reason: string): string {
  const brake = /^(\d+) notices of (\S+) in a day, to (\d+) people$/.exec(reason);
  const [, planned = '', step = '', people = ''] = brake ?? [];
  if (brake) return t.pauseReasons.tooMany(planned, stepText(t, step), people);
  if (reason.startsWith('The clock jumped ')) return t.pauseReasons.clockJumped;
  return reason === 'restored from a backup' ? t.pauseReasons.restored : reason;
}

/** The name of whoever an event tells of. */
export function whoText({ store }: Pick<Context, 'store'>, t: T, who: string): string {
  const [kind = '', id] = who.split(':');
  if (kind === 'person') return store.person.byId(Number(id))?.name ?? t.others.unknown;
  return kind === 'job' || kind === 'command' ? t.others[kind] : who;
}

/** The place a notice is to: an office, a governor, or the directorate; '' for what is to one person alone. */
export function placesIn(
  { store }: Pick<Context, 'store'>,
  t: T,
  { today, language }: { today: Day; language: Language },
) {
  const governors = governorNames({ store }, language, today);
  return ({ office, governor, step }: { office: string | null; governor: string | null; step: string }): string => {
    if (office !== null) return `${store.unit.officeName(office) ?? office} (${office})`;
    if (governor !== null) return governors.get(governor) ?? governor;
    return step === 'escalation' ? t.directorate : '';
  };
}
