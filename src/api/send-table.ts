// Sends figures as the file that was asked for.

import type { Request, Response } from 'express';
import { type CubeContent, cubeFile, type FileFormat } from '../actions/table-file.ts';
import type { Form } from '../domain/form.ts';
import type { Language } from '../domain/person.ts';
import { fileWords } from '../text/file-words.ts';
import { sendPieces } from './send-list.ts';

/** Which written standard a call wants messages and heads in: Accept-Language, bokmål unless it asks for nynorsk. */
export function languageOf(req: Request): Language {
  return /^\s*nn\b/i.test(req.headers['accept-language'] ?? '') ? 'nn' : 'nb';
}

/** The words of a file for programs: in sheets too, columns go by their names. */
export function apiWords(req: Request, forms: Form[]) {
  return { ...fileWords(languageOf(req), forms), sheetHead: (column: string) => column };
}

/** `name` is the file's, without its ending. */
export async function sendTable(
  res: Response,
  file: { content: CubeContent; words: ReturnType<typeof apiWords>; format: FileFormat; name: string },
): Promise<void> {
  const { type, ending, body } = cubeFile(file.format, file.content, file.words);
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${file.name}.${ending}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  res.setHeader('Content-Language', file.words.language);
  await sendPieces(res, body);
}
