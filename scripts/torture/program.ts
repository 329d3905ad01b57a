// What the fault programs share: their shape, processes that are started to be killed, and ports for them.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';

export type TortureOrder = { cycles: number; seed: string; say: (line: string) => void };
/** `faults`: a line for each promise that was broken; the rest are figures. */
export type TortureResult = { faults: string[] } & Record<string, number | string[]>;
export type TortureProgram = (order: TortureOrder) => Promise<TortureResult>;

export const root = new URL('../../', import.meta.url).pathname;

export type Victim = {
  child: ChildProcess;
  /** Waits until it has printed the text; false when it ended before. */
  printed: (text: string) => Promise<boolean>;
  output: () => string;
  ended: Promise<number | null>;
  /** kill -9, and waits until it is dead. */
  kill: () => Promise<void>;
};

/** Starts a program of this project on the same Node. */
export function startVictim(file: string, args: string[], env: Record<string, string>): Victim {
  const { PATH = '', NODE_COMPILE_CACHE } = process.env;
  const settings = { PATH, ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}), ...env };
  const child = spawn(process.execPath, [file, ...args], { cwd: root, env: settings });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const printed = async (text: string) => {
    while (!output.includes(text)) {
      const what = await Promise.race([once(child.stdout, 'data'), ended.then(() => 'ended')]);
      if (what === 'ended') return output.includes(text);
    }
    return true;
  };
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  return { child, printed, output: () => output, ended, kill };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
