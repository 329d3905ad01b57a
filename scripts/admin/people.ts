// The commands that let people and systems in.

import { addPerson } from '../../src/actions/add-person.ts';
import { createToken } from '../../src/actions/create-token.ts';
import { type Command, say } from './command.ts';

const roleAndScope = `--role: reporter, leader, municipality, governor or directorate.
--scope: an office number (reporter, leader), a municipality number or a governor code; none for the directorate.`;

const options = {
  name: { type: 'string', required: true },
  role: { type: 'string', required: true },
  scope: { type: 'string' },
} as const;

export const peopleCommands: Command[] = [
  {
    name: 'person add',
    usage: 'person add <email> --name N --role R [--scope S]',
    help: `Adds a person, or one more role to a person.
${roleAndScope}
The role holds from today on.`,
    arguments: ['email'],
    options,
    database: 'ready',
    run(context, given) {
      const result = addPerson(
        context,
        {
          email: given.argument('email'),
          name: given.option('name') ?? '',
          role: given.option('role') ?? '',
          scope: given.option('scope') ?? '',
        },
        'command',
      );
      if (!result.ok) return [result.fault];
      say(`${result.person.email} ${result.changed ? 'may now' : 'could already'} sign in as ${given.option('role')}.`);
      return [];
    },
  },
  {
    name: 'token create',
    usage: 'token create --name N --role R [--scope S]',
    help: `Makes a token for the API and prints it, alone, on standard output.
It is shown this once: only its hash is kept. npm puts two lines of its own before it; "npm run --silent admin -- …"
leaves them out.
${roleAndScope}`,
    arguments: [],
    options,
    database: 'ready',
    run(context, given) {
      const name = given.option('name') ?? '';
      const result = createToken(
        context,
        { name, role: given.option('role') ?? '', scope: given.option('scope') ?? '' },
        'command',
      );
      if (!result.ok) return [result.fault];
      say(result.token);
      return [];
    },
  },
];
