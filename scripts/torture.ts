// Fault programs: `npm run torture -- <name> … [--cycles N] [--seed S]`. Each breaks the service in one way, over and over,
// and counts what was lost; several run at the same time. Exit code 1 when anything was.

import { parseArgs } from 'node:util';
import { calendar } from './torture/calendar.ts';
import { mailKill } from './torture/mail-kill.ts';
import { smtp } from './torture/smtp.ts';
import { submitKill } from './torture/submit-kill.ts';
import type { TortureProgram } from './torture/program.ts';

/** `cycles`: how many unless it is said; 200 when it is not said here either. */
type Program = { help: string; cycles?: number; run: TortureProgram };

const programs: Record<string, Program> = {
  calendar: { help: 'ten years of reminders for all units, a seed a cycle', cycles: 20, run: calendar },
  'mail-kill': { help: 'kill -9 while mails are being sent to a real mail server', run: mailKill },
  smtp: { help: 'random sequences of faults of a mail server', cycles: 1000, run: smtp },
  'submit-kill': { help: 'kill -9 while clients deliver over HTTP and try again', cycles: 100, run: submitKill },
};

process.exitCode = await main();

async function main(): Promise<number> {
  // Not strict: what is unknown is answered with what is known.
  const { values, positionals } = parseArgs({
    ...{ strict: false, allowPositionals: true },
    options: { cycles: { type: 'string' }, seed: { type: 'string', default: 'torture' } },
  });
  const { cycles, seed, help: asked, ...unknown } = values;
  if (
    asked !== undefined ||
    positionals.length === 0 ||
    !positionals.every((name) => Object.hasOwn(programs, name)) ||
    Object.keys(unknown).length > 0 ||
    typeof seed !== 'string' ||
    !/^[1-9]\d*$/.test(String(cycles ?? 1))
  ) {
    const list = Object.entries(programs).map(([name, { help }]) => `  ${name.padEnd(14)}${help}`);
    const show = asked ? console.log : console.error;
    show(`npm run torture -- <name> … [--cycles 200] [--seed torture]\n${list.join('\n')}`);
    return asked ? 0 : 1;
  }
  const broken = await Promise.all(
    positionals.map(async (name) => {
      const { run, cycles: usual = 200 } = programs[name] as Program;
      const say = (line: string) => console.error(`${name}: ${line}`);
      const { faults, ...figures } = await run({ cycles: Number(cycles ?? usual), seed, say });
      console.log(JSON.stringify({ name, ...figures }));
      for (const fault of faults) say(fault);
      return faults.length > 0;
    }),
  );
  return broken.includes(true) ? 1 : 0;
}
