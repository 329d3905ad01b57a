// Proves that `npm start` serves: starts it on a free port with an empty database, fetches a few pages and stops it.
// Plain JavaScript, so that it runs on whatever Node the shell has, as the person does who types `npm start`.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PATHS = ['/internal/isalive', '/', '/sign-in'];
const SECONDS_TO_START = 120;
const SECONDS_TO_STOP = 15;

const port = await freePort();
const folder = mkdtempSync(join(tmpdir(), 'kvp-start-'));
const base = `http://localhost:${port}`;
let output = '';
let ended = null;

// A group of its own: npm, its shell and the server can be stopped together.
const server = spawn('npm', ['start'], {
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
  env: {
    ...process.env,
    NODE_ENV: undefined,
    PORT: String(port),
    BASE_URL: base,
    DATABASE_FILE: join(folder, 'kvp.sqlite'),
  },
});
for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (output += text));
server.on('error', (error) => (ended = error.message));
server.on('exit', (code, signal) => (ended = signal ?? `exit code ${code}`));
process.on('exit', () => kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

const began = Date.now();
let fault = null;
try {
  await answer(PATHS[0], SECONDS_TO_START);
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  for (const path of PATHS) console.log(`${path} answers ${await answer(path, 10)}`);
  console.log(`npm start serves after ${seconds} s`);
} catch (error) {
  fault = error.message;
}

kill('SIGTERM');
if (!(await silence(SECONDS_TO_STOP))) fault ??= `it still answers ${SECONDS_TO_STOP} s after being told to stop`;
kill('SIGKILL');
rmSync(folder, { recursive: true, force: true });
if (fault) console.error(`npm start failed: ${fault}\n--- what it printed ---\n${output}`);
process.exit(fault ? 1 : 0);

async function answer(path, seconds) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    if (ended) throw new Error(`it ended (${ended}) before ${path} was fetched`);
    try {
      const response = await fetch(base + path, { signal: AbortSignal.timeout(10_000) });
      const text = await response.text();
      if (response.ok && text) return `${response.status}, ${text.length} characters`;
      throw new Error(`${path} answered ${response.status} with ${text.length} characters`);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await wait(200);
  }
}

async function silence(seconds) {
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const answers = await fetch(`${base}${PATHS[0]}`, { signal: AbortSignal.timeout(1000) }).then(
      () => true,
      (error) => error.name === 'TimeoutError',
    );
    if (ended && !answers) return true;
    await wait(100);
  }
  return false;
}

function kill(signal) {
  try {
    process.kill(-server.pid, signal);
  } catch {
    // The whole group has ended already.
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, () => {
      const found = probe.address().port;
      probe.close(() => resolve(found));
    });
  });
}
