// JSON answers with a list that may be long: ten years of reports are 45,000. They are written in pieces, and others get
// their turn between two of them.

import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import type { Request, Response } from 'express';
import { sendUnlessKnown } from './problem.ts';

/** `rest`: what stands before the list. `parts`: its pieces, read once. */
type Listing = { rest: object; name: string; parts: Iterable<unknown[]> };

/** Sends an answer that nobody may keep. */
export async function sendList(res: Response, listing: Listing): Promise<void> {
  res.setHeader('Content-Type', 'application/json');
  res.setHeader('Cache-Control', 'private, no-store');
  await sendPieces(res, pieces(listing));
}

/** Sends an answer as it is written. Throws what keeps it from being written; that whoever asked has gone is no fault. */
export async function sendPieces(
  res: Response,
  body: Iterable<Buffer | string> | AsyncIterable<Buffer | string>,
): Promise<void> {
  await pipeline(body, res).catch((fault: unknown) => {
    if ((fault as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw fault;
  });
}

/** Sends an answer that the caller may keep and ask about again; its ETag is known when all of it is written. */
export async function sendKeptList(req: Request, res: Response, listing: Listing): Promise<void> {
  const written: Buffer[] = [];
  const hash = createHash('sha256');
  for await (const piece of pieces(listing)) {
    written.push(piece);
    hash.update(piece);
  }
  sendUnlessKnown(req, res, { pieces: written, etag: hash.digest('base64url'), by: 'private' });
}

async function* pieces({ rest, name, parts }: Listing): AsyncGenerator<Buffer> {
  const before = JSON.stringify(rest).slice(0, -1);
  yield Buffer.from(`${before}${before === '{' ? '' : ','}${JSON.stringify(name)}:[`);
  let between = '';
  for (const part of parts) {
    if (part.length === 0) continue;
    yield Buffer.from(between + JSON.stringify(part).slice(1, -1));
    between = ',';
    await setImmediate();
  }
  yield Buffer.from(']}');
}
