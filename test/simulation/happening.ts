// What can happen in a simulated run, and the plan it begins with.

import type { Day, Instant } from './almanac.ts';

type RoleName = 'reporter' | 'leader' | 'governor' | 'directorate';
export type Held = { person: string; role: RoleName; scope: string };
type Steps = { step: string; from: 'opening' | 'deadline'; workingDays: number; to: string[] }[];
export type Plan = {
  version: number;
  validFrom: string;
  deadline: { dayOfMonth: number; workingDay: number };
  closing: { monthsAfterDeadline: number };
  noticesFrom: string;
  oldestStep: number;
  steps: Steps;
};

/** A tick of a process. `fresh`: its first since it was started. */
export type Ticking = { process: 'one' | 'other'; fresh: boolean };

export type Happening =
  /** All at the same time. `race`: while the mail with that number is on its way, a unit delivers. */
  | {
      kind: 'tick';
      at: Instant;
      processes: Ticking[];
      dryFirst: boolean;
      race: { mail: number; unit: string; period: string } | null;
    }
  | { kind: 'deliver'; at: Instant; unit: string; period: string }
  | { kind: 'exempt'; at: Instant; unit: string; period: string; exempt: boolean }
  /** Null: the extension is taken back. */
  | { kind: 'extend'; at: Instant; unit: string; period: string; deadline: Day | null }
  | { kind: 'role'; at: Instant; held: Held; day: Day; begins: boolean }
  | { kind: 'address'; at: Instant; person: string; good: boolean }
  | { kind: 'pause' | 'release'; at: Instant }
  | { kind: 'switch'; at: Instant; step: string; on: boolean }
  | { kind: 'plan'; at: Instant; plan: Plan };

/** The plan of domain.md ("The calendar"), written out again. */
export const firstPlan: Plan = {
  version: 1,
  validFrom: '2000-01',
  deadline: { dayOfMonth: 10, workingDay: 6 },
  closing: { monthsAfterDeadline: 1 },
  noticesFrom: '08:00',
  oldestStep: 10,
  steps: [
    { step: 'opening', from: 'opening', workingDays: 0, to: ['reporters'] },
    { step: 'reminder-1', from: 'deadline', workingDays: -2, to: ['reporters'] },
    { step: 'reminder-2', from: 'deadline', workingDays: 1, to: ['reporters'] },
    { step: 'reminder-3', from: 'deadline', workingDays: 3, to: ['reporters', 'leader'] },
    { step: 'escalation', from: 'deadline', workingDays: 5, to: ['governor', 'directorate'] },
  ],
};
