// The program itself, as `npm start` runs it, on a database file and a port of its own; and its commands.

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, root, startVictim } from '../scripts/torture/program.ts';

const run = promisify(execFile);

export type Program = {
  base: string;
  /** What it has printed so far. */
  printed: () => string;
  /** Runs `npm run admin -- …` on the same database; gives what it prints on standard output. */
  admin: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
};

/** Starts the program in demo mode on an empty database, and waits until it serves. */
export async function startProgram(env: Record<string, string> = {}): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-program-'));
  const port = await freePort();
  const settings = {
    ...{ PATH: process.env.PATH ?? '', NODE_ENV: 'development', LOG_LEVEL: 'warn' },
    ...{ DATABASE_FILE: join(folder, 'kvp.sqlite'), PORT: String(port), ...env },
  };
  const program = startVictim('src/main.ts', [], settings);
  const base = `http://localhost:${port}`;
  if (!(await program.printed(base))) throw new Error(`the program ended at its start:\n${program.output()}`);
  return {
    base,
    printed: program.output,
    admin: async (...args) => {
      const { stdout } = await run(process.execPath, ['scripts/admin.ts', ...args], { cwd: root, env: settings });
      return stdout.trim();
    },
    stop: async () => {
      program.child.kill('SIGTERM');
      await program.ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
