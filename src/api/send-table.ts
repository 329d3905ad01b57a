// Sends a table as the file that was asked for.

import type { Request, Response } from 'express';
import { writeCsv } from '../actions/write-csv.ts';
import type { Form } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import type { Table } from '../domain/totals-table.ts';
import { columnHead } from '../text/column-head.ts';
import { texts } from '../text/text.ts';

/** Which written standard a call wants messages and heads in: Accept-Language, bokmål unless it asks for nynorsk. */
export function languageOf(req: Request): Language {
  return /^\s*nn\b/i.test(req.headers['accept-language'] ?? '') ? 'nn' : 'nb';
}

/** `name` is the file's, without its ending. */
export function sendTable(
  req: Request,
  res: Response,
  file: { table: Table; forms: Form[]; format: 'csv' | 'csv-excel'; name: string },
): void {
  const language = languageOf(req);
  const t = texts[language].totals;
  const labels = new Map(file.forms.flatMap((form) => form.questions.map(({ id, label }) => [id, label[language]])));
  const text = writeCsv(file.table, file.format, { head: columnHead(t, labels), yes: t.yes, no: t.no });
  res.setHeader('Content-Type', 'text/csv; charset=utf-8; header=present');
  res.setHeader('Content-Disposition', `attachment; filename="${file.name}.csv"`);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Language', language);
  res.end(text);
}
