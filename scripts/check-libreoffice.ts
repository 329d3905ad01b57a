// Opens our files in LibreOffice and reads back what it saw: `node scripts/run.js scripts/check-libreoffice.ts`. Text that
// looks like a formula must come back as that text, and numbers as those numbers. Needs `soffice` in the path.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { writeCsv } from '../src/actions/write-csv.ts';
import { writeXlsx } from '../src/actions/write-xlsx.ts';

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
const heads = { head: (column: string) => column, yes: 'Ja', no: 'Nei' };
const folder = mkdtempSync(join(tmpdir(), 'kvp-libreoffice-'));

if (spawnSync('soffice', ['--version']).status !== 0) {
  console.error('LibreOffice is not here: install it, so that `soffice` is in the path.');
  process.exit(1);
}

try {
  const parts: Buffer[] = [];
  for await (const part of writeXlsx([{ name: 'Tall', heads: ['text', 'number'], parts: [rows] }])) parts.push(part);
  writeFileSync(join(folder, 'book.xlsx'), Buffer.concat(parts));
  writeFileSync(join(folder, 'plain.csv'), writeCsv({ columns: ['text', 'number'], rows }, 'csv', heads));
  writeFileSync(join(folder, 'excel.csv'), writeCsv({ columns: ['text', 'number'], rows }, 'csv-excel', heads));
  const faults = [
    ...faultsIn('book.xlsx', [], (text) => text),
    // Separator, quote, UTF-8, first line; then, for the second, the locale that reads a decimal comma (nb-NO: 1044).
    ...faultsIn('plain.csv', ['--infilter=CSV:44,34,76,1,,1033,false,true'], escaped),
    ...faultsIn('excel.csv', ['--infilter=CSV:59,34,76,1,,1044,false,true'], escaped),
  ];
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? 'LibreOffice sees text as text and numbers as numbers.' : 'LibreOffice disagrees.');
  process.exitCode = faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** In CSV an apostrophe stands before what could be a formula. */
function escaped(text: string): string {
  return /^[=+\-@＝]/.test(text) ? `'${text}` : text;
}

/** What LibreOffice, writing the cells as it shows them, says otherwise than we do. */
function faultsIn(file: string, filter: string[], expected: (text: string) => string): string[] {
  const out = join(folder, `read-${file}`);
  const to = ['--convert-to', 'csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true', '--outdir', out];
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const ran = spawnSync('soffice', [profile, '--headless', ...filter, ...to, join(folder, file)]);
  if (ran.status !== 0) return [`${file}: soffice ended with ${ran.status}: ${String(ran.stderr)}`];
  const text = readFileSync(join(out, file.replace(/\.\w+$/, '.csv')), 'utf8');
  const read = parse(text, { from_line: 2, bom: true });
  return rows.flatMap(([given, number], index) => {
    const [seen, value] = read[index] ?? [];
    const wanted = expected(String(given));
    return seen === wanted && Number(value) === number
      ? []
      : [`${file}: ${wanted}, ${number} came as ${seen}, ${value}`];
  });
}
