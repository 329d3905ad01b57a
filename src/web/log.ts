// One line of JSON per request: what was asked and how it went. Never bodies, cookies, tokens or codes, and no query.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pino from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Config } from '../config.ts';

/** The log of requests, and `req.log` for what else is told of one; the lines go to standard output. */
export function requestLog(config: Pick<Config, 'logLevel'>): HttpLogger {
  return pinoHttp({
    logger: pino({ level: config.logLevel, base: null }),
    genReqId: () => randomUUID().slice(0, 8),
    quietReqLogger: true,
    autoLogging: { ignore: (req) => /^\/(?:assets|internal)\//.test(req.url ?? '') },
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'error' : 'info'),
    customSuccessMessage: () => 'answered',
    customErrorMessage: () => 'failed',
    wrapSerializers: false,
    serializers: { req: requestLine, res: (res: ServerResponse) => ({ statusCode: res.statusCode }) },
  });
}

function requestLine(req: IncomingMessage & { originalUrl?: string; ip?: string }) {
  return { method: req.method, path: (req.originalUrl ?? req.url ?? '').split('?', 1)[0], ip: req.ip };
}
