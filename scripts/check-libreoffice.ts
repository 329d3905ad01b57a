// Opens our files in LibreOffice and reads back what it saw: `node scripts/run.js scripts/check-libreoffice.ts [archive]`.
// In tables, text that looks like a formula must come back as that text, and numbers as those numbers. Every letter of an
// archive (as `/follow-ups/archive` gives it) must open, and read as its Word file holds it. Needs `soffice` in the path.

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../src/actions/write-csv.ts';
import { writeXlsx } from '../src/actions/write-xlsx.ts';
import { docxText, zipEntries } from '../test/docx-text.ts';
import { convertInLibreOffice, isLibreOfficeHere, textsInLibreOffice } from './libreoffice.ts';

const texts = [
  '=1+1',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '=HYPERLINK("http://x";"y")',
  "=cmd|' /C calc'!A0",
  '＝1',
  'æøå ; "',
];
const rows = texts.map((text, index) => [text, index - 3.5]);

if (!isLibreOfficeHere()) {
  console.error('LibreOffice is not here: install it, so that `soffice` is in the path.');
  process.exit(1);
}

const [archive] = process.argv.slice(2);
const faults = [...(await faultsInTables()), ...(archive === undefined ? [] : faultsInLetters(archive))];
for (const fault of faults) console.error(fault);
console.log(faults.length === 0 ? 'LibreOffice sees what we wrote.' : 'LibreOffice disagrees.');
process.exitCode = faults.length === 0 ? 0 : 1;

async function faultsInTables(): Promise<string[]> {
  const heads = { head: (column: string) => column, yes: 'Ja', no: 'Nei' };
  const table = { columns: ['text', 'number'], rows };
  const parts: Buffer[] = [];
  for await (const part of writeXlsx([{ name: 'Tall', heads: table.columns, parts: [rows] }])) parts.push(part);
  return [
    ...faultsIn({ name: 'book.xlsx', content: Buffer.concat(parts) }, [], (text) => text),
    // Separator, quote, UTF-8, first line; then, for the second, the locale that reads a decimal comma (nb-NO: 1044).
    ...faultsIn({ name: 'plain.csv', content: writeCsv(table, 'csv', heads) }, [csvRead(44, 1033)], escaped),
    ...faultsIn({ name: 'excel.csv', content: writeCsv(table, 'csv-excel', heads) }, [csvRead(59, 1044)], escaped),
  ];
}

function csvRead(separator: number, locale: number): string {
  return `--infilter=CSV:${separator},34,76,1,,${locale},false,true`;
}

/** In CSV an apostrophe stands before what could be a formula. */
function escaped(text: string): string {
  return /^[=+\-@＝]/.test(text) ? `'${text}` : text;
}

/** What LibreOffice, writing the cells as it shows them, says otherwise than we do. */
function faultsIn(
  file: { name: string; content: Buffer | string },
  filter: string[],
  expected: (text: string) => string,
): string[] {
  const to = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true';
  const [text = ''] = convertInLibreOffice([file], to, filter);
  const read = parse(text, { from_line: 2, bom: true });
  return rows.flatMap(([given, number], index) => {
    const [seen, value] = read[index] ?? [];
    const wanted = expected(String(given));
    return seen === wanted && Number(value) === number
      ? []
      : [`${file.name}: ${wanted}, ${number} came as ${seen}, ${value}`];
  });
}

function faultsInLetters(path: string): string[] {
  const files = [...zipEntries(readFileSync(path))].map(([name, content]) => ({ name, content: content() }));
  const seen = textsInLibreOffice(files);
  console.log(`${files.length} letters opened.`);
  return files.flatMap(({ name, content }, index) =>
    seen[index] === docxText(content) ? [] : [`${name}: LibreOffice reads another text than the file holds`],
  );
}
