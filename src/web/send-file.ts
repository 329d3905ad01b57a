// Files to be saved: a whole one, or a table that is written while it is sent.

import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { TableFile } from '../actions/table-file.ts';

/** Sends a file to be saved, never to be shown as a page of ours. */
export function sendFile(res: Response, name: string, type: string, content: Buffer): void {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
  res.setHeader('X-Content-Type-Options', 'nosniff');
  res.setHeader('Content-Security-Policy', "default-src 'none'; sandbox");
  res.setHeader('Content-Length', content.length);
  res.end(content);
}

/** Sends a table as it is written. `name`: without its ending, of letters, digits and hyphens. */
export async function streamFile(
  req: Request,
  res: Response,
  name: string,
  { type, ending, body }: TableFile,
): Promise<void> {
  res.setHeader('Content-Type', type);
  res.setHeader('Content-Disposition', `attachment; filename="${name}.${ending}"`);
  res.setHeader('Cache-Control', 'private, no-store');
  // Whoever asked may have gone.
  await pipeline(body, res).catch((fault: unknown) => req.log?.warn({ err: fault }, 'A file was not sent whole'));
}
