// What a later deadline for one unit may be.

import { isWorkingDay } from './calendar.ts';
import { addDays, type Day } from './period.ts';

/** notLater: not after the deadline the report was opened with; past: over already; tooLate: longer than anybody waits. */
export type ExtensionFault = 'notLater' | 'past' | 'notWorkingDay' | 'tooLate';

const mostDays = 90;

/** Why the day cannot be the deadline of a report that was opened with `own`; null when it can. */
export function extensionFault(deadline: Day, own: Day, today: Day): ExtensionFault | null {
  if (deadline <= own) return 'notLater';
  if (deadline < today) return 'past';
  if (deadline > addDays(own, mostDays)) return 'tooLate';
  return isWorkingDay(deadline) ? null : 'notWorkingDay';
}
