// Why a report was late: one of four answers, told once, counted and never judged.

export const lateReasons = ['capacity', 'figuresNotReady', 'noticeNotReceived', 'other'] as const;
export type LateReason = (typeof lateReasons)[number];

/** Takes text from outside; null when it is none of the answers. */
export function parseLateReason(text: string): LateReason | null {
  return lateReasons.find((reason) => reason === text) ?? null;
}

/** Late reports of a county by reason; `untold` gave none. */
export type LateCounts = Record<LateReason | 'untold', number>;

export const noLateReports: LateCounts = { capacity: 0, figuresNotReady: 0, noticeNotReceived: 0, other: 0, untold: 0 };

export function lateTotal(counts: LateCounts): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
