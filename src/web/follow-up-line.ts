// The time line of a follow-up as it is shown: its events, and between them the facts they are about: months missing or
// late, and the reminders that went out.

import type { LoadedFollowUp } from '../actions/follow-up.ts';
import type { Context } from '../context.ts';
import type { FollowUpEvent } from '../domain/follow-up.ts';
import { type Day, dayOf } from '../domain/period.ts';
import type { Texts } from '../text/text.ts';
import { dottedDayText, monthText } from '../text/when.ts';

export type LineEntry = {
  day: string;
  text: string;
  /** Who; '' for facts. */
  by: string;
  detail: string;
  link: { href: string; text: string } | null;
  kind: 'event' | 'fact';
};

type Dated = LineEntry & { sortDay: Day };

/** The newest first. */
export function lineOf({ store }: Pick<Context, 'store'>, loaded: LoadedFollowUp, t: Texts): LineEntry[] {
  const events = loaded.events.map((event) => eventEntry(event, loaded, t)).toReversed();
  const facts = loaded.view === 'municipality' ? [] : factEntries({ store }, loaded, t);
  const all = [...events, ...facts].toSorted((one, other) =>
    one.sortDay > other.sortDay ? -1 : one.sortDay < other.sortDay ? 1 : 0,
  );
  return all.map(({ sortDay: _, ...entry }) => entry);
}

function eventEntry(event: FollowUpEvent, loaded: LoadedFollowUp, t: Texts): Dated {
  const line = t.followUp.line;
  const day = dayOf(event.at);
  const entry = (text: string, more: Partial<LineEntry> = {}): Dated => ({
    ...{ day: dottedDayText(day), sortDay: day, text, detail: '', link: null, kind: 'event' },
    by: line.by(event.who === 'job' ? line.service : event.name),
    ...more,
  });
  const path = `/follow-ups/${loaded.id}`;
  switch (event.kind) {
    case 'opened':
    case 'reopened':
    case 'causeAdded': {
      const cause = t.followUp.causeOf[event.cause];
      return entry(line[event.kind](event.period === null ? cause : `${cause} (${monthText(event.period)})`), {
        detail: event.text,
      });
    }
    case 'assigned':
      return entry(event.person === null ? line.unassigned : line.assigned(event.text));
    case 'due':
      return entry(event.day === null ? line.noDue : line.due(dottedDayText(event.day)));
    case 'letter': {
      const link = { href: `${path}/letters/${event.letter}`, text: line.readLetter };
      return entry(line.letter(t.letter.kind[event.letterKind], dottedDayText(event.dated)), { link });
    }
    case 'journal':
      return entry(line.journal(event.text));
    case 'answer': {
      const answer = loaded.answers.find(({ id }) => id === event.answer);
      const link = answer?.fileName ? { href: `${path}/answers/${event.answer}/file`, text: line.readFile } : null;
      const text = answer?.channel === 'post' ? line.answerByPost : line.answer;
      return entry(text(dottedDayText(event.day)), { link, detail: answer?.text ?? '' });
    }
    case 'note':
    case 'decision':
    case 'closed':
      return entry(line[event.kind], { detail: event.text });
  }
}

function factEntries({ store }: Pick<Context, 'store'>, loaded: LoadedFollowUp, t: Texts): Dated[] {
  const line = t.followUp.line;
  const entry = (sortDay: Day, text: string): Dated => ({
    ...{ day: dottedDayText(sortDay), sortDay, text, by: '', detail: '', link: null, kind: 'fact' },
  });
  const { unit, facts } = loaded;
  const missing = new Set(facts.missing(unit.id).periods);
  return facts.months(unit.id).flatMap(({ period, deadline, onTime, imported }) => {
    const sent = imported ? [] : store.notice.ofPeriod(period).filter((notice) => isReminder(notice, unit.offices));
    const days = sent.flatMap(({ sentAt }) => (sentAt === null ? [] : [dayOf(sentAt)])).sort();
    const last = days.at(-1);
    return [
      ...(missing.has(period) ? [entry(deadline, line.missing(monthText(period)))] : []),
      ...(onTime === false && !imported ? [entry(deadline, line.late(monthText(period)))] : []),
      ...(last === undefined ? [] : [entry(last, line.reminded(monthText(period), days.length))]),
    ];
  });
}

function isReminder(notice: { step: string; office: string | null; state: string }, offices: string[]): boolean {
  return notice.step.startsWith('reminder') && notice.state === 'sent' && offices.includes(notice.office ?? '');
}
