// The program itself, as `npm start` runs it, on a database file and a port of its own; and its commands.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = new URL('../', import.meta.url).pathname;
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
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: root, env: settings });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const base = `http://localhost:${port}`;
  const ended = once(child, 'exit');
  while (!printed.includes(base)) {
    const what = await Promise.race([once(child.stdout, 'data'), ended.then(() => 'ended')]);
    if (what === 'ended') throw new Error(`the program ended at its start:\n${printed}`);
  }
  return {
    base,
    printed: () => printed,
    admin: async (...args) => {
      const { stdout } = await run(process.execPath, ['scripts/admin.ts', ...args], { cwd: root, env: settings });
      return stdout.trim();
    },
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
