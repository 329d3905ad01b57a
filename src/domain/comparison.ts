// How compared units are put in order, and what is said of one beside the year before. Pure.

export const sorts = ['office', 'mean', 'change', 'target', 'onTime'] as const;
export type Sort = (typeof sorts)[number];

export type Comparable = {
  mean: number | null;
  meanBefore: number | null;
  expected: number;
  onTime: number;
  target: { expectedParticipants: number } | null;
  municipalityMean: number | null;
};

/** Mean minus the mean of the year before; null when either is unknown. */
export function changeOf({ mean, meanBefore }: Comparable): number | null {
  return mean === null || meanBefore === null ? null : mean - meanBefore;
}

/** Of the expected reports those on time, 0 to 1; null when none was expected. */
export function onTimeShare({ expected, onTime }: Comparable): number | null {
  return expected === 0 ? null : onTime / expected;
}

/** What is asked for first comes first; what is not known comes last, and what is equal stays as it was. */
export function sortUnits<Unit extends Comparable>(units: Unit[], sort: Sort): Unit[] {
  if (sort === 'office') return units;
  const rank = {
    mean: ({ mean }: Unit) => (mean === null ? null : -mean),
    change: changeOf,
    target: ({ municipalityMean, target }: Unit) =>
      municipalityMean === null || !target || target.expectedParticipants === 0
        ? null
        : municipalityMean / target.expectedParticipants,
    onTime: onTimeShare,
  }[sort];
  const last = Number.POSITIVE_INFINITY;
  return units.toSorted((one, other) => {
    const [first, second] = [rank(one) ?? last, rank(other) ?? last];
    return first === second ? 0 : first - second;
  });
}
