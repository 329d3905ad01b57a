// What a command of `npm run admin` is, and how it talks: results on standard output, everything else on standard error.

import type { Config } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';

type Options = Record<string, { type: 'string' | 'boolean'; required?: boolean }>;

export type Given = {
  /** The arguments after the command's words, as many as it has names for. */
  argument: (name: string) => string;
  /** The value of an option; undefined when it was not given. */
  option: (name: string) => string | undefined;
  /** True when a flag was given. */
  flag: (name: string) => boolean;
};

type Common = {
  /** The words that call it. */
  name: string;
  usage: string;
  /** What it does, and what it does not; shown with --help. The first line stands in the list of commands. */
  help: string;
  arguments: string[];
  options: Options;
};

/**
 * Each gives what it refuses for, line by line; nothing when all went well. ready: the database is made when it is not
 * there, and brought up to date as at the start of the service. open: it must be there and is left as it is. none: the
 * command opens it itself.
 */
export type Command = Common &
  (
    | { database: 'ready' | 'open'; run: (context: Context, given: Given) => Promise<string[]> | string[] }
    | { database: 'none'; run: (config: Config, given: Given) => Promise<string[]> | string[] }
  );

/** A result, on standard output. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress and remarks, on standard error. */
export function remark(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** 12345 → '12 345'. */
export function counted(count: number, what: string): string {
  return `${String(count).replace(/\B(?=(\d{3})+$)/g, ' ')} ${what}`;
}
