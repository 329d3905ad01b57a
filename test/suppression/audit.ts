// The reader that suppression must stand against, written apart from it: a linear program that knows every number shown
// in every extract, the sums of the counties, E2 to E6, that one month's closing number is the next one's opening
// number wherever it is, and which areas a correction did not touch. It works out between what bounds each hidden number
// lies, and whether a county's small change from one extract to the next can be told.

import highsModule, { type Highs, type Model } from 'highs';

/** One extract as it was taken: the true numbers, and which of them are hidden. The nation's area is ''. */
export type AuditedTable = {
  period: string;
  questions: string[];
  areas: { area: string; values: (number | null)[]; hidden: boolean[] }[];
};

export type Audit = {
  /** What can be worked out, told in words; empty when nothing can. */
  inferable: string[];
  hidden: number;
  programs: number;
};

// Its types are those of the CommonJS build, which holds the function as a member.
const loadHighs = highsModule as unknown as typeof highsModule.default;
let highs: Promise<Highs> | undefined;

export async function audit(tables: AuditedTable[], threshold: number): Promise<Audit> {
  const solver = await (highs ??= loadHighs());
  const puzzle = puzzleOf(tables);
  const inferable: string[] = [];
  let programs = 0;
  for (const component of componentsOf(puzzle)) programs += solve(solver, component, threshold, inferable);
  for (const { name, value } of puzzle.shownRests) {
    if (value > 0 && value < threshold) inferable.push(`${name} is ${value}: what is shown leaves so few`);
  }
  return { inferable, hidden: puzzle.columns.filter(({ cell }) => cell).length, programs };
}

type Column = {
  name: string;
  value: number;
  lower: number;
  cell: boolean;
  /** What other extracts show in the same place, of a county. */
  shownBefore: number[];
  rows: Set<Row>;
  index: number;
  low: number;
  high: number;
};
type Row = { terms: Map<Column, number>; sum: number };
type Puzzle = { columns: Column[]; rows: Row[]; shownRests: { name: string; value: number }[] };

const endings = ['ended_completed', 'ended_absence', 'ended_moved', 'ended_after_break', 'ended_other'];
const outcomes = [
  ...['outcome_work', 'outcome_subsidised_work', 'outcome_labour_measure', 'outcome_education'],
  ...['outcome_disability_or_aap', 'outcome_social_assistance', 'outcome_other'],
];
const relations: Record<string, number>[] = [
  { participants_end: 1, participants_start: -1, started: -1, ...Object.fromEntries(endings.map((id) => [id, 1])) },
  { ended_completed: -1, ended_after_break: -1, ...Object.fromEntries(outcomes.map((id) => [id, 1])) },
];
const parts = [
  ['started_transferred', 'started'],
  ...['on_leave_end', 'women_end', 'under_30_end', 'providers_end'].map((part) => [part, 'participants_end']),
] as [string, string][];

type Place = { value: number; column: Column | null; name: string };

function puzzleOf(tables: AuditedTable[]): Puzzle {
  const puzzle: Puzzle = { columns: [], rows: [], shownRests: [] };
  const same = new Map<string, Place[]>();
  const inPlace = new Map<string, Place[]>();
  for (const [number, { period, questions, areas }] of tables.entries()) {
    const grid = new Map<string, Map<string, Place>>();
    for (const { area, values, hidden } of areas) {
      const places = new Map<string, Place>();
      grid.set(area, places);
      for (const [index, question] of questions.entries()) {
        const value = values[index] ?? null;
        if (value === null) continue;
        const name = `${period} (table ${number}) ${area || 'nation'} ${question}`;
        // Zero is shown, so what is hidden is at least 1.
        const column = hidden[index] ? addColumn(puzzle, { name, value, lower: Math.min(value, 1), cell: true }) : null;
        const place = { value, column, name };
        places.set(question, place);
        if (question === 'participants_start') push(same, `${before(period)} ${area} participants ${value}`, place);
        else if (question === 'participants_end') push(same, `${period} ${area} participants ${value}`, place);
        else push(same, `${period} ${area} ${question} ${values.join()}`, place);
        if (area !== '') push(inPlace, `${period} ${area} ${question}`, place);
      }
    }
    for (const question of questions) {
      addRow(
        puzzle,
        [...grid].map(([area, places]) => [places.get(question), area === '' ? -1 : 1]),
      );
    }
    for (const [area, places] of grid) {
      for (const relation of relations) {
        addRow(
          puzzle,
          Object.entries(relation).map(([id, factor]) => [places.get(id), factor]),
        );
      }
      for (const [part, whole] of parts)
        addRest(puzzle, places.get(part), places.get(whole), `${period} ${area} ${whole} without ${part}`);
    }
  }
  for (const [first, ...others] of same.values())
    for (const other of others)
      addRow(puzzle, [
        [first, 1],
        [other, -1],
      ]);
  for (const places of inPlace.values()) {
    const shown = places.filter(({ column }) => !column).map(({ value }) => value);
    for (const { column } of places) column?.shownBefore.push(...shown);
  }
  return puzzle;
}

function addColumn(
  puzzle: Puzzle,
  { name, value, lower, cell }: Pick<Column, 'name' | 'value' | 'lower' | 'cell'>,
): Column {
  const column = { name, value, lower, cell, shownBefore: [], rows: new Set<Row>(), index: 0, low: value, high: value };
  puzzle.columns.push(column);
  return column;
}

/** A sum that is 0, where it is so in truth. */
function addRow(puzzle: Puzzle, terms: [Place | undefined, number][]): void {
  if (terms.reduce((sum, [place, factor]) => sum + factor * (place?.value ?? 0), 0) !== 0) return;
  const row: Row = { terms: new Map(), sum: 0 };
  for (const [place, factor] of terms) {
    if (!place) continue;
    if (!place.column) row.sum -= factor * place.value;
    else row.terms.set(place.column, (row.terms.get(place.column) ?? 0) + factor);
  }
  if (row.terms.size === 0) return;
  for (const column of row.terms.keys()) column.rows.add(row);
  puzzle.rows.push(row);
}

function addRest(puzzle: Puzzle, part: Place | undefined, whole: Place | undefined, name: string): void {
  if (!part || !whole || part.value > whole.value) return;
  const value = whole.value - part.value;
  if (part.value === 0) return;
  if (!part.column && !whole.column) return void puzzle.shownRests.push({ name, value });
  const column = addColumn(puzzle, { name, value, lower: 0, cell: false });
  addRow(puzzle, [
    [whole, 1],
    [part, -1],
    [{ value, column, name }, -1],
  ]);
}

function componentsOf({ columns }: Puzzle): Column[][] {
  const seen = new Set<Column>();
  return columns.flatMap((start) => {
    if (seen.has(start)) return [];
    seen.add(start);
    const component = [start];
    for (const column of component) {
      for (const row of column.rows) {
        for (const next of row.terms.keys()) {
          if (seen.has(next)) continue;
          seen.add(next);
          component.push(next);
        }
      }
    }
    return [component];
  });
}

/** Every solution tells of all columns at once, so few programs need to be solved for each. */
function solve(highs: Highs, component: Column[], threshold: number, inferable: string[]): number {
  const model = modelOf(highs, component);
  let programs = 0;
  const optimum = (column: Column, sense: 1 | -1): void => {
    model.changeColCost(column.index, sense);
    model.run();
    programs += 1;
    const status = model.getModelStatus();
    if (status !== optimal) throw new Error(`HiGHS ended with ${status} on ${column.name}`);
    const { colValue } = model.getSolution();
    model.changeColCost(column.index, 0);
    for (const one of component) {
      one.low = Math.min(one.low, colValue[one.index] ?? one.low);
      one.high = Math.max(one.high, colValue[one.index] ?? one.high);
    }
  };
  try {
    for (const column of component) {
      if (!fault(column, threshold)) continue;
      optimum(column, -1);
      if (fault(column, threshold)) optimum(column, 1);
      const told = fault(column, threshold);
      if (told) inferable.push(told);
    }
  } finally {
    model.dispose();
  }
  return programs;
}

const optimal = 7;
const tolerance = 1e-6;
/** No count comes near it: keeps the programs bounded. */
const most = 1e6;

function fault({ name, value, low, high, cell, shownBefore }: Column, threshold: number): string | null {
  const small = (count: number) => count > 0 && count < threshold;
  if (!cell && !small(value)) return null;
  const bounds = `${name} is ${value} and lies between ${low} and ${high}`;
  if (high - low < threshold - 1 - tolerance) return bounds;
  if (small(value) && high < threshold - tolerance) return bounds;
  const told = shownBefore.find(
    (shown) =>
      small(Math.abs(shown - value)) && high - shown < threshold - tolerance && shown - low < threshold - tolerance,
  );
  return told === undefined ? null : `${bounds}, and was ${told}`;
}

function modelOf(highs: Highs, component: Column[]): Model {
  for (const [index, column] of component.entries()) column.index = index;
  const rows = [...new Set(component.flatMap(({ rows }) => [...rows]))];
  const [starts, indices, values]: [number[], number[], number[]] = [[0], [], []];
  for (const { terms } of rows) {
    for (const [column, factor] of terms) {
      indices.push(column.index);
      values.push(factor);
    }
    starts.push(indices.length);
  }
  const sums = rows.map(({ sum }) => sum);
  const model = highs.createModel({
    numCols: component.length,
    numRows: rows.length,
    colCost: component.map(() => 0),
    colLower: component.map(({ lower }) => lower),
    colUpper: component.map(() => most),
    rowLower: sums,
    rowUpper: sums,
    matrix: { format: 'csr', numRows: rows.length, numCols: component.length, starts, indices, values },
  });
  model.options.set('output_flag', false);
  return model;
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function before(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, '0')}`;
}
