// What must hold between the rows and files of the reference data: everything named is there, in its time, and only one
// governor sees to a county. A row with a fault of its own is not compared in time: that would tell the same fault twice.

import type { Day } from './period.ts';
import type { Fault, Row, Tables } from './reference-table.ts';
import { isEmptySpan, isValidOn, type Span, sharedSpan, spanText } from './span.ts';

/** The faults between rows, in no particular order. */
export function checkTables(tables: Tables): Fault[] {
  const checks: [keyof Tables, Generator<[number, string]>][] = [
    ['municipalities.csv', municipalityFaults(tables)],
    ['municipality_changes.csv', changeFaults(tables)],
    ['governors.csv', governorFaults(tables)],
    ['offices.csv', officeFaults(tables)],
    ['reporting_units.csv', unitFaults(tables)],
  ];
  return checks.flatMap(([file, faults]) => [...faults].map(([line, text]) => ({ file, line, text })));
}

function* municipalityFaults(tables: Tables): Generator<[number, string]> {
  const counties = rowsBy(tables['counties.csv'], 'number');
  const leaving = new Set(followedChanges(tables).map(({ cells }) => `${cells.old_number} ${cells.date}`));
  for (const { line, clean, cells } of tables['municipalities.csv']) {
    const county = counties.get(cells.county_number);
    if (county === undefined) yield [line, `county_number ${cells.county_number} is not in counties.csv`];
    if (!clean) continue;
    // By SSB's standard for municipality numbers (KLASS 131) the first two digits are the county's number.
    if (!cells.number.startsWith(cells.county_number)) {
      yield [line, `number ${cells.number} does not begin with county_number ${cells.county_number}`];
    }
    if (county?.clean && endOf(cells) > endOf(county.cells)) {
      yield [line, `valid_to is after that of county ${cells.county_number}, which ended ${county.cells.valid_to}`];
    }
    if (cells.valid_to !== '' && !leaving.has(`${cells.number} ${cells.valid_to}`)) {
      yield [line, `no merge, split or renumber in municipality_changes.csv says where ${cells.number} went`];
    }
  }
}

function* changeFaults(tables: Tables): Generator<[number, string]> {
  const municipalities = rowsBy(tables['municipalities.csv'], 'number');
  // The list of municipalities reaches back to those in force before the first of them ended.
  const listBegins = tables['municipalities.csv'].map(({ cells }) => endOf(cells)).sort()[0] ?? '';
  const kept = new Set(
    followedChanges(tables).flatMap(({ cells }) =>
      cells.old_number === cells.new_number ? [`${cells.date} ${cells.old_number}`] : [],
    ),
  );
  for (const { line, clean, cells } of tables['municipality_changes.csv']) {
    const [before, after] = [municipalities.get(cells.old_number), municipalities.get(cells.new_number)];
    const isEarly = clean && cells.date < listBegins;
    if (!before && !isEarly) yield [line, `old_number ${cells.old_number} is not in municipalities.csv`];
    if (!after && !isEarly) yield [line, `new_number ${cells.new_number} is not in municipalities.csv`];
    if (!clean) continue;
    const keepsNumber = cells.old_number === cells.new_number;
    if (cells.kind === 'rename' && !keepsNumber) yield [line, 'a rename keeps the number; use renumber'];
    if (cells.kind === 'renumber' && keepsNumber) yield [line, 'a renumber needs a new number'];
    if (cells.kind === 'rename' || cells.kind === 'boundary') continue;
    const continues = keepsNumber || kept.has(`${cells.date} ${cells.old_number}`);
    if (before?.clean && !continues && before.cells.valid_to !== cells.date) {
      yield [
        line,
        `date ${cells.date} is not the day that ${cells.old_number} ends (${before.cells.valid_to || 'open'})`,
      ];
    }
    if (after?.clean && !isValidOn(spanOf(after.cells), cells.date)) {
      yield [line, `new_number ${cells.new_number} is not valid on ${cells.date}`];
    }
  }
}

function* governorFaults(tables: Tables): Generator<[number, string]> {
  const counties = rowsBy(tables['counties.csv'], 'number');
  const seen = new Map<string, { line: number; code: string; span: Span }[]>();
  for (const { line, clean, cells } of tables['governors.csv']) {
    if (!clean) continue;
    const span = spanOf(cells);
    for (const county of cells.county_numbers.split(';')) {
      if (!counties.has(county)) yield [line, `county_numbers: ${county} is not in counties.csv`];
      const earlier = seen.get(county) ?? [];
      const other = earlier.find((one) => !isEmptySpan(sharedSpan(one.span, span)));
      if (other) {
        const shared = spanText(sharedSpan(other.span, span));
        yield [line, `county ${county} has ${other.code} on line ${other.line} as well, ${shared}`];
      }
      seen.set(county, [...earlier, { line, code: cells.code, span }]);
    }
  }
}

function* officeFaults(tables: Tables): Generator<[number, string]> {
  const offices = rowsBy(tables['offices.csv'], 'number');
  for (const { line, cells } of tables['offices.csv']) {
    const successor = cells.successor_number;
    if (successor === '') continue;
    if (!offices.has(successor)) {
      yield [line, `successor_number ${successor} is not in offices.csv`];
      continue;
    }
    const chain = [cells.number];
    let next = successor;
    while (next !== '' && !chain.includes(next)) {
      chain.push(next);
      next = offices.get(next)?.cells.successor_number ?? '';
    }
    if (next === cells.number) yield [line, `the successors go in a circle: ${[...chain, next].join(' → ')}`];
  }
}

function* unitFaults(tables: Tables): Generator<[number, string]> {
  const offices = rowsBy(tables['offices.csv'], 'number');
  const municipalities = rowsBy(tables['municipalities.csv'], 'number');
  for (const { line, clean, cells } of tables['reporting_units.csv']) {
    const office = offices.get(cells.office_number);
    const municipality = municipalities.get(cells.municipality_number);
    if (!office) yield [line, `office_number ${cells.office_number} is not in offices.csv`];
    if (!municipality) yield [line, `municipality_number ${cells.municipality_number} is not in municipalities.csv`];
    if (!clean || !office?.clean || !municipality?.clean) continue;
    const ofOffice = spanOf(office.cells);
    const ofMunicipality = spanOf(municipality.cells);
    const span = sharedSpan(spanOf(cells), ofOffice, ofMunicipality);
    if (isEmptySpan(span)) {
      const office = `office ${cells.office_number} (${spanText(ofOffice)})`;
      const place = `municipality ${cells.municipality_number} (${spanText(ofMunicipality)})`;
      yield [line, `is valid on no day: ${spanText(spanOf(cells))}, but ${office} and ${place}`];
    } else if (office.cells.status === 'closed' && span.validTo === null) {
      yield [line, `valid_to is needed: office ${cells.office_number} is closed, and its closing day is not known`];
    }
  }
}

function followedChanges(tables: Tables): Tables['municipality_changes.csv'] {
  return tables['municipality_changes.csv'].filter(({ cells }) => ['merge', 'split', 'renumber'].includes(cells.kind));
}

/** The first row of each key; a second one is a fault of its own. */
function rowsBy<Cell extends Row<string>>(rows: Cell[], column: keyof Cell['cells']): Map<string, Cell> {
  return new Map(rows.toReversed().map((row) => [(row.cells as Record<PropertyKey, string>)[column] ?? '', row]));
}

function spanOf(cells: { valid_from: string; valid_to: string }): Span {
  return { validFrom: cells.valid_from || null, validTo: cells.valid_to || null };
}

/** The first day after the span; an open end sorts after every day. */
function endOf(cells: { valid_to: string }): Day {
  return cells.valid_to || '9999-12-31';
}
