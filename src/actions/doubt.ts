// Which reports must be confirmed again: their opening or closing number no longer agrees with that of the month before or
// after (domain.md, "Corrections"). Computed for one report from all that may lie beside it, and for lists month by month.

import type { Context } from '../context.ts';
import type { Answers } from '../domain/answers.ts';
import { type Carried, closingQuestion, doubted } from '../domain/opening.ts';
import type { Period } from '../domain/period.ts';
import type { Submission } from '../domain/report.ts';
import type { ReportLine } from '../store/report-line.ts';

/** True when the report must be confirmed again: see `doubted` in domain/opening.ts. */
export function isDoubted(
  store: Context['store'],
  chain: { unit: string; period: Period; inForce: Submission; carried: Carried | null },
): boolean {
  const opening = openingOf(chain.inForce.answers);
  if (chain.carried && opening !== null) {
    if (doubted({ submission: chain.inForce.id, opening }, chain.carried) === 'later') return true;
  }
  const next = store.submission.nextDelivered(chain.unit, chain.period);
  const nextCarried = next && store.submission.carried(next.unit, next.period);
  const nextReport = next && store.report.find(next.unit, next.period);
  const nextInForce = nextReport && store.submission.inForce(nextReport.id);
  const nextOpening = nextInForce ? openingOf(nextInForce.answers) : null;
  if (!nextCarried || !nextInForce || nextOpening === null) return false;
  const sources = doubted({ submission: nextInForce.id, opening: nextOpening }, nextCarried);
  return Array.isArray(sources) && sources.some((source) => source.submission === chain.inForce.id);
}

function openingOf(answers: Answers): number | null {
  return answers.participants_start ?? null;
}

/** A delivered month as a link of its unit's chain. */
type Link = { period: Period; submission: number; opening: number | null; closing: number | null };

/**
 * Tells of a list's reports whether they must be confirmed, as `isDoubted` does. The function it gives is to be called
 * with month after month, each with the one that follows it; only beside a change of units, or past a gap, does it look
 * further.
 */
export function doubtsOf({ store }: Pick<Context, 'store'>, questions: string[]) {
  const openingAt = questions.indexOf('participants_start');
  const closingAt = questions.indexOf(closingQuestion);
  const changes = store.unit.changes();
  const ended = new Set(changes.map((change) => change.old));
  const begun = Map.groupBy(changes, (change) => change.new);
  const latest = new Map<string, Link | null>();

  const linkOf = ({ period, submission, figures }: ReportLine): Link | null =>
    submission === null
      ? null
      : { period, submission, opening: figures[openingAt] ?? null, closing: figures[closingAt] ?? null };

  return (period: Period, next: ReportLine[]) => {
    const followers = new Map(next.map((line) => [line.unit, line]));
    return (line: ReportLine): boolean => {
      const link = linkOf(line);
      if (!link) return false;
      const { unit } = line;
      let before = latest.get(unit);
      if (before === undefined) before = store.reportLine.deliveredBefore(unit, period);
      latest.set(unit, link);
      if (ended.has(unit) || isMerged(unit, before, period)) return isDoubtedReport(line);
      const follower = followers.get(unit);
      const after = (follower && linkOf(follower)) ?? store.reportLine.deliveredAfter(unit, period);
      // Without a number of its own a month is passed over.
      if (before?.closing === null || after?.closing === null || link.closing === null) return isDoubtedReport(line);
      return (
        (before !== null && doubtBetween(before, link) === 'later') ||
        (after !== null && doubtBetween(link, after) === 'earlier')
      );
    };
  };

  /** Text sorts: no day of a month is later than its 31st. */
  function isMerged(unit: string, before: Link | null, period: Period): boolean {
    const since = before ? `${before.period}-31` : '';
    return begun.get(unit)?.some(({ date }) => date > since && date <= `${period}-31`) ?? false;
  }

  function isDoubtedReport({ id, unit, period }: ReportLine): boolean {
    const inForce = store.submission.inForce(id);
    const carried = store.submission.carried(unit, period);
    return inForce !== null && isDoubted(store, { unit, period, inForce, carried });
  }
}

function doubtBetween(earlier: Link, { submission, opening }: Link): 'earlier' | 'later' | null {
  if (opening === null || earlier.closing === null) return null;
  const doubt = doubted({ submission, opening }, { number: earlier.closing, sources: [earlier] });
  return Array.isArray(doubt) ? 'earlier' : doubt;
}
