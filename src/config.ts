// Environment → settings, checked once at start with all faults told together. The only file that reads process.env.

import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const flag = z.enum(['0', '1']).transform((value) => value === '1');

const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535, 'must be a port number, from 1 to 65535')
    .default(8080),
  BASE_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  DATABASE_FILE: z
    .string()
    .superRefine((file, check) => {
      const fault = placeFault(file);
      if (fault !== null) check.addIssue(fault);
    })
    .prefault('db/kvp.sqlite'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  MAIL_FROM: z.email().default('ikke-svar@kvp-rapport.example.org'),
  BOUNCE_ADDRESS: z.email().optional(),
  SESSION_SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  DEAD_MAN_URL: z.url({ protocol: /^https?$/ }).optional(),
  DEMO: flag.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  SUPPRESSION_THRESHOLD: z
    .string()
    .regex(/^([2-9]|[1-9]\d)$/, 'must be a number from 2 to 99')
    .transform(Number)
    .default(5),
  KOSTRA_DEADLINE: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, 'must be a month and a day up to the 28th, as 01-15')
    .default('01-15'),
  TRUST_PROXY: z.string().regex(/^\d$/, 'must be the number of proxies in front').transform(Number).default(0),
});

export type Config = {
  production: boolean;
  /** Demo people and a synthetic history are made in an empty database, and mails are shown at /dev/mail. */
  demo: boolean;
  port: number;
  /** Without a trailing slash. */
  baseUrl: string;
  databaseFile: string;
  smtpUrl: string | null;
  mailFrom: string;
  /** Where mails come back to, each at `<name>+<id>@…`; null: to the sender. */
  bounceAddress: string | null;
  sessionSecret: string;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  /** Fetched after each good tick, so that somebody outside notices when there is none; null: nowhere. */
  deadManUrl: string | null;
  logLevel: string;
  /** Counts from 1 up to, not including, this are hidden in public statistics. */
  suppressionThreshold: number;
  /** Month and day, in the year after, by which municipalities send the yearly file 11CF to SSB. */
  kostraDeadline: string;
  /** How many reverse proxies stand in front; their X-Forwarded-For is believed and no other. */
  trustProxy: number;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; faults: string[] };

/** Takes the environment; gives the settings, or one line per fault. Secrets are required in production. */
export function parseConfig(env: Record<string, string | undefined>): ConfigResult {
  const filled = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(filled);
  const faults = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const production = filled.NODE_ENV === 'production';
  for (const name of production ? ['BASE_URL', 'SMTP_URL', 'MAIL_FROM', 'SESSION_SECRET'] : []) {
    if (filled[name] === undefined) faults.push(`${name}: is required when NODE_ENV is production`);
  }
  if (production && filled.DEMO === '1') faults.push('DEMO: must not be 1 when NODE_ENV is production');
  const oidcNames = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missingOidc = oidcNames.filter((name) => filled[name] === undefined);
  if (missingOidc.length > 0 && missingOidc.length < oidcNames.length) {
    faults.push(`${missingOidc.join(', ')}: must be set together with the other OIDC settings`);
  }
  if (production && filled.OIDC_ISSUER?.startsWith('http:')) {
    faults.push('OIDC_ISSUER: must begin with https when NODE_ENV is production');
  }
  if (!parsed.success || faults.length > 0) return { ok: false, faults };
  const set = parsed.data;
  return {
    ok: true,
    config: {
      production,
      demo: !production && set.DEMO !== false,
      port: set.PORT,
      baseUrl: set.BASE_URL ?? `http://localhost:${set.PORT}`,
      databaseFile: set.DATABASE_FILE,
      smtpUrl: set.SMTP_URL ?? null,
      mailFrom: set.MAIL_FROM,
      bounceAddress: set.BOUNCE_ADDRESS ?? null,
      sessionSecret: set.SESSION_SECRET ?? 'only for development and demo, never in production',
      oidc:
        set.OIDC_ISSUER && set.OIDC_CLIENT_ID && set.OIDC_CLIENT_SECRET
          ? { issuer: set.OIDC_ISSUER, clientId: set.OIDC_CLIENT_ID, clientSecret: set.OIDC_CLIENT_SECRET }
          : null,
      deadManUrl: set.DEAD_MAN_URL ?? null,
      logLevel: set.LOG_LEVEL,
      suppressionThreshold: set.SUPPRESSION_THRESHOLD,
      kostraDeadline: set.KOSTRA_DEADLINE,
      trustProxy: set.TRUST_PROXY,
    },
  };
}

/** What keeps a database from being made, read and written there; null when nothing does. */
function placeFault(file: string): string | null {
  const folder = dirname(file);
  if (!existsSync(folder)) return `the folder ${folder} is not there`;
  const isThere = existsSync(file);
  if (isThere && statSync(file).isDirectory()) return `${file} is a folder, not a file`;
  // SQLite keeps its log beside the file.
  const locked = (isThere ? [folder, file] : [folder]).find((path) => !mayWrite(path));
  return locked === undefined ? null : `${locked} cannot be read and written`;
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The settings of this process. */
export function readConfig(): ConfigResult {
  return parseConfig(process.env);
}
