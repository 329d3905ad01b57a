// The sheets that every workbook of figures has: heads by name or in words, and what each column means.

import type { Form } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import type { Status } from '../domain/report.ts';
import type { Cell } from '../domain/totals-table.ts';
import type { Heads } from './write-csv.ts';
import type { Sheet } from './write-xlsx.ts';

type SheetName = 'figures' | 'coverage' | 'definitions' | 'changes' | 'extracts' | 'about';
type About =
  | 'months'
  | 'geography'
  | 'mapDay'
  | 'asOf'
  | 'within'
  | 'notRebased'
  | 'empty'
  | 'emptyMeans'
  | 'small'
  | 'smallMeans'
  | 'hidden'
  | 'hiddenMeans'
  | 'synthetic'
  | 'syntheticMeans';

/** The words of a file in one language. */
export type FileWords = Heads & {
  language: Language;
  /** Heads of sheets: in words for people, names of columns for programs. */
  sheetHead?: (column: string) => string;
  /** What a status is called, for people; programs get its name. */
  statuses?: Record<Status, string>;
  files: {
    titles: Record<'totals' | 'reports' | 'statistics', string>;
    source: string;
    sheets: Record<SheetName, string>;
    kind: Record<'flow' | 'stock' | 'opening', string>;
    signs: Record<string, string>;
    about: Record<About, string>;
    geography: Record<'reported' | 'current', string>;
  };
};

export function sheetOf(name: SheetName, columns: string[], rows: Cell[][], words: FileWords): Sheet {
  return partedSheet(name, columns, [rows], words);
}

/** The rows come a few hundred at a time. */
export function partedSheet(name: SheetName, columns: string[], parts: Iterable<Cell[][]>, words: FileWords): Sheet {
  return { name: words.files.sheets[name], heads: columns.map(words.sheetHead ?? words.head), parts };
}

/** What each column holds; of a question one row per form version that asks it. */
export function definitionSheet(columns: string[], forms: Form[], words: FileWords): Sheet {
  const { language, files } = words;
  const asked = new Set(forms.flatMap((form) => form.questions.map(({ id }) => id)));
  const rows = [
    ...columns
      .filter((column) => !asked.has(column))
      .map((column): Cell[] => [column, words.head(column), null, null, null, null]),
    ...forms.flatMap(({ version, validFrom, questions }) =>
      questions.map(({ id, label, kind, meaning }): Cell[] => [
        ...[id, label[language], files.kind[kind], meaning[language], version, validFrom],
      ]),
    ),
  ];
  return sheetOf('definitions', ['column', 'label', 'kind', 'meaning', 'form', 'validFrom'], rows, words);
}
