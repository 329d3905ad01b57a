// Text that a spreadsheet could take for a formula, written as CSV and as a workbook and read again.

import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { writeCsv } from '../src/actions/write-csv.ts';
import { writeXlsx } from '../src/actions/write-xlsx.ts';

describe('text that looks like a formula', () => {
  const payloads = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    "=cmd|' /C calc'!A0",
    'a\n=1',
    '"=1"',
    ';=1',
  ];

  test.each(payloads)('is text in CSV, as all of it and no more: %j', (text) => {
    for (const format of ['csv', 'csv-excel'] as const) {
      const written = writeCsv({ columns: ['a', 'b'], rows: [[text, -1.5]] }, format, heads);
      const [, row] = parse(written, { bom: true, delimiter: format === 'csv' ? ',' : ';' });
      expect(row?.[0]).toMatch(/^[^=+\-@\t\r＝]/);
      expect(row?.[0]?.replace(/^'/, '')).toBe(text);
      expect(row?.[1]).toBe(format === 'csv' ? '-1.5' : '-1,5');
    }
  });

  test('is text in Excel, in heads as in cells, and what XML cannot hold is left out', async () => {
    const parts: Buffer[] = [];
    const rows = payloads.filter((text) => !text.includes('\r')).map((text) => [text, -1]);
    const sheet = { name: 'A & B', heads: ['=head', 'b'], parts: [rows, [['<b>\u0000&amp;\ud800', true]]] };
    for await (const part of writeXlsx([sheet])) parts.push(part);
    const [read] = await readXlsx(Buffer.concat(parts), { trim: false });
    expect(read).toEqual({ sheet: 'A & B', data: [['=head', 'b'], ...rows, ['<b>&amp;\ufffd', true]] });
  });

  const heads = { head: (column: string) => column, yes: 'Ja', no: 'Nei' };
});
