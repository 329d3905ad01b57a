// A form with one file (multipart/form-data), read in memory within a limit. Its routes are mounted before the ordinary
// body reader, which takes no files. Nothing is written to a disk, and what a file is, its first bytes decide.

import { type NextFunction, raw, type Request, type RequestHandler } from 'express';
import { refuse } from './errors.ts';

export type Upload = {
  /** The text fields; a field that comes twice is refused. */
  fields: Record<string, string>;
  /** Null when no file was chosen. */
  file: { name: string; content: Buffer } | null;
  tooLarge: boolean;
};

declare module 'express-serve-static-core' {
  interface Request {
    upload?: Upload;
  }
}

/** Reads the form into `uploadOf(req)`. A file over the limit is told as `tooLarge`, so that the page can say so. */
export function readUpload(limitBytes: number): [RequestHandler, RequestHandler] {
  const parse = raw({ type: 'multipart/form-data', limit: limitBytes + 64_000 });
  return [
    (req, res, next) => {
      if (!req.is('multipart/form-data')) return refuse(req, res, 'unsupportedType');
      parse(req, res, (fault?: unknown) => (fault ? takeTooLarge(req, fault, next) : next()));
    },
    async (req, res, next) => {
      if (req.upload || (await takeForm(req, limitBytes))) return next();
      refuse(req, res, 'badRequest');
    },
  ];
}

/** The form that was sent. Throws when it is asked for before `readUpload`. */
export function uploadOf(req: Request): Upload {
  if (!req.upload) throw new Error('The form has not been read yet');
  return req.upload;
}

function takeTooLarge(req: Request, fault: unknown, next: NextFunction): void {
  if ((fault as { status?: unknown }).status !== 413) return next(fault);
  req.upload = { fields: {}, file: null, tooLarge: true };
  return next();
}

async function takeForm(req: Request, limitBytes: number): Promise<boolean> {
  let form: FormData;
  try {
    const headers = { 'content-type': req.headers['content-type'] ?? '' };
    form = await new Response(Buffer.isBuffer(req.body) ? new Uint8Array(req.body) : null, { headers }).formData();
  } catch {
    return false;
  }
  const upload: Upload = { fields: Object.create(null) as Record<string, string>, file: null, tooLarge: false };
  let parts = 0;
  for (const [name, value] of form) {
    parts += 1;
    if (parts > 50 || name in upload.fields) return false;
    if (typeof value === 'string') upload.fields[name] = value;
    else if (value.size > 0 || value.name !== '') {
      if (upload.file) return false;
      upload.file = { name: value.name, content: Buffer.from(await value.arrayBuffer()) };
    }
  }
  upload.tooLarge = (upload.file?.content.length ?? 0) > limitBytes;
  req.upload = upload;
  return true;
}
