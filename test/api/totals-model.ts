// Totals worked out the slow and plain way from what was delivered, report by report: what the API's answer is compared
// with. Shares no code with the program.

export type Place = { unit: string; municipality: string; county: string };

export type ModelReport = Place & {
  period: string;
  answers: Record<string, number> | null;
  /** The verdict of the first delivery. */
  onTime: boolean;
  exempt: boolean;
};

export type ModelQuery = { from: string; to: string; by: string[] };

const endings = ['ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'];

/** The rows for the reports of the opened periods, sorted by period and area. */
export function expectedRows(all: ModelReport[], opened: string[], query: ModelQuery, kinds: Record<string, string>) {
  const { from, to, by } = query;
  const periods = opened.filter((period) => from <= period && period <= to).sort();
  const reports = all.filter(({ period }) => periods.includes(period));
  const keyOf = (report: ModelReport) => by.map((name) => report[name as 'unit']).join(' ');
  const keys = by.length === 0 ? [''] : [...new Set(reports.map(keyOf))].sort();
  return keys.map((key) => {
    const own = reports.filter((report) => keyOf(report) === key);
    const ownPeriods = by.includes('period')
      ? periods.filter((period) => own.some((report) => report.period === period))
      : periods;
    const first = ownPeriods[0] ?? null;
    const last = ownPeriods[ownPeriods.length - 1] ?? null;
    const names = Object.fromEntries(by.map((name) => [name, own[0]?.[name as 'unit']]));
    const national = !by.includes('unit') && !by.includes('municipality');
    return {
      ...names,
      ...coverage(own),
      totals: Object.fromEntries(
        Object.entries(kinds).map(([question, kind]) => {
          if (kind === 'flow') return [question, sum(own, question)];
          const month = kind === 'stock' ? last : first;
          return [
            question,
            sum(
              own.filter(({ period }) => period === month),
              question,
            ),
          ];
        }),
      ),
      new: national ? minus(sum(own, 'started'), sum(own, 'started_transferred')) : null,
      ended: national ? minus(sumAll(own, endings), sum(own, 'ended_moved')) : null,
      stockPeriod: last,
      stockExpected: coverage(own.filter(({ period }) => period === last)).expected,
      stockReceived: coverage(own.filter(({ period }) => period === last)).received,
      openingPeriod: first,
      openingExpected: coverage(own.filter(({ period }) => period === first)).expected,
      openingReceived: coverage(own.filter(({ period }) => period === first)).received,
      means: Object.fromEntries(
        Object.keys(kinds)
          .filter((question) => kinds[question] === 'stock')
          .map((question) => [
            question,
            mean(
              ownPeriods.map((month) =>
                sum(
                  own.filter(({ period }) => period === month),
                  question,
                ),
              ),
            ),
          ]),
      ),
    };
  });
}

function coverage(reports: ModelReport[]) {
  const received = reports.filter(({ answers }) => answers !== null);
  return {
    expected: reports.filter(({ answers, exempt }) => answers !== null || !exempt).length,
    received: received.length,
    onTime: received.filter(({ onTime }) => onTime).length,
  };
}

function sum(reports: ModelReport[], question: string): number | null {
  const received = reports.filter(({ answers }) => answers !== null);
  return received.length === 0
    ? null
    : received.reduce((total, { answers }) => total + (answers?.[question] ?? Number.NaN), 0);
}

function sumAll(reports: ModelReport[], questions: string[]): number | null {
  const sums = questions.map((question) => sum(reports, question));
  return sums[0] === null ? null : sums.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function minus(all: number | null, part: number | null): number | null {
  return all === null || part === null ? null : all - part;
}

function mean(sums: (number | null)[]): number | null {
  const known = sums.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0) / known.length;
}
