// The operator's commands: `npm run admin -- <command>`. Finds the command, checks what was given, opens the database,
// runs it, and turns whatever it refuses for into lines on standard error and exit code 1.

import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare } from '../src/actions/start.ts';
import { type Config, readConfig } from '../src/config.ts';
import { openContext } from '../src/context.ts';
import { faultLine } from '../src/store/fault-line.ts';
import type { Command, Given } from './admin/command.ts';
import { fileCommands } from './admin/files.ts';
import { mailCommands } from './admin/mail.ts';
import { peopleCommands } from './admin/people.ts';
import { serviceCommands } from './admin/service.ts';
import { surveyCommands } from './admin/survey.ts';

const commands = [...fileCommands, ...surveyCommands, ...peopleCommands, ...serviceCommands, ...mailCommands];

// Whoever reads what is printed may stop reading, as `head` does; the command goes on to its end all the same.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault;
  });
}

process.exitCode = await main(process.argv.slice(2));

async function main(words: string[]): Promise<number> {
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  if (!command) return showCommands(words);
  const rest = words.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(`npm run admin -- ${command.usage}\n\n${command.help}\n`);
    return 0;
  }
  try {
    const given = readGiven(command, rest);
    if (typeof given === 'string') return refuse([`${given} Usage: npm run admin -- ${command.usage}`]);
    const settings = readConfig();
    return refuse(settings.ok ? await run(command, settings.config, given) : settings.faults);
  } catch (error) {
    return refuse([messageOf(error)]);
  }
}

function showCommands(words: string[]): number {
  const asked = words.includes('--help') || words.includes('-h');
  const first = words.find((word) => !word.startsWith('-'));
  const some = commands.filter(({ name }) => first !== undefined && name.split(' ')[0] === first);
  const list = (some.length > 0 ? some : commands).map(({ usage, help }) => `  ${usage}\n      ${help.split('\n')[0]}`);
  const text = `npm run admin -- <command>; --help after a command tells more\n\n${list.join('\n')}\n`;
  if (asked) {
    process.stdout.write(text);
    return 0;
  }
  const fault = first === undefined ? 'Which command?' : `There is no command "${words.slice(0, 2).join(' ')}".`;
  const near =
    some.length > 0
      ? `Did you mean ${some.map(({ name }) => name).join(' or ')}?`
      : '"npm run admin -- --help" lists them.';
  return refuse([`${fault} ${near}`]);
}

/** Gives one line on what is wrong, as text. */
function readGiven(command: Command, rest: string[]): Given | string {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  let parsed: { values: Record<string, unknown>; positionals: string[] };
  try {
    parsed = parseArgs({ args: rest, options, allowPositionals: true, strict: true });
  } catch (error) {
    return `${(error as Error).message.split(/\.?(?:\n|\. |$)/)[0]}.`;
  }
  const { values, positionals } = parsed;
  const missing = command.arguments.slice(positionals.length);
  if (missing.length > 0) return `<${missing[0]}> is missing.`;
  if (positionals.length > command.arguments.length) return `"${positionals.at(-1)}" is one argument too many.`;
  const lacking = Object.entries(command.options).find(
    ([name, { required }]) => required && values[name] === undefined,
  );
  if (lacking) return `--${lacking[0]} is missing.`;
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return {
    argument: (name) => positionals[command.arguments.indexOf(name)] ?? '',
    option: (name) => text(values[name]),
    flag: (name) => values[name] === true,
  };
}

async function run(command: Command, config: Config, given: Given): Promise<string[]> {
  if (command.database === 'none') return command.run(config, given);
  if (command.database === 'open' && !existsSync(config.databaseFile)) {
    return [`There is no database at ${config.databaseFile}: DATABASE_FILE names it, "npm start" makes it.`];
  }
  const context = openContext(config);
  try {
    if (command.database === 'ready') prepare(context);
    return await command.run(context, given);
  } finally {
    context.mailer.close();
    context.store.close();
  }
}

/** What was given may stand in a fault, line breaks and all; a fault is one line. */
function refuse(faults: string[]): number {
  for (const fault of faults) process.stderr.write(`${fault.replace(/\p{Cc}+/gu, ' ')}\n`);
  return faults.length === 0 ? 0 : 1;
}

/** One line for what a person can mend. */
function messageOf(error: unknown): string {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === 'ENOENT' && path !== undefined) {
    const folder = dirname(path);
    return existsSync(folder) ? `${path} is not there.` : `The folder ${folder} is not there.`;
  }
  if (code === 'EISDIR') return `${path ?? 'It'} is a folder, not a file.`;
  return faultLine(error);
}
