// The operator's commands: `npm run admin -- <command>`. Finds the command, checks what was given, opens the database,
// runs it, and turns whatever it refuses for into lines on standard error and exit code 1.

import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepare } from '../src/actions/start.ts';
import { type Config, readConfig } from '../src/config.ts';
import { openContext } from '../src/context.ts';
import type { Command, Given } from './admin/command.ts';
import { fileCommands } from './admin/files.ts';
import { mailCommands } from './admin/mail.ts';
import { peopleCommands } from './admin/people.ts';
import { serviceCommands } from './admin/service.ts';
import { surveyCommands } from './admin/survey.ts';

const commands = [...fileCommands, ...surveyCommands, ...peopleCommands, ...serviceCommands, ...mailCommands];

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

function refuse(faults: string[]): number {
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  return faults.length === 0 ? 0 : 1;
}

/** One line for what a person can mend; a fault of the program tells where it is. */
function messageOf(error: unknown): string {
  if (!Error.isError(error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return `${path} is not there.`;
  if (code === 'EISDIR') return `${path ?? 'It'} is a folder, not a file.`;
  if (code === 'SQLITE_BUSY') return 'The database is busy: another process is writing to it. Try again.';
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return `The database is damaged (${code}): restore a backup.`;
  // What we throw ourselves is written to be read; anything else is a fault of the program.
  return code === undefined && error.name !== 'Error' ? (error.stack ?? error.message) : error.message;
}
