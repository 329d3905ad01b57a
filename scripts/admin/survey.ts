// The command that brings the history of SurveyXact in.

import { importSurvey } from '../../src/actions/import-survey.ts';
import { type Command, counted, remark, say } from './command.ts';
import { untilPast } from './files.ts';

export const surveyCommands: Command[] = [
  {
    name: 'import surveyxact',
    usage: 'import surveyxact <csv> --mapping <json> [--dry-run]',
    help: `Imports history from SurveyXact: one row per respondent, a column per variable.
The mapping file says where unit and month stand, and which column is which question:
  { "unit": { "column": "enhet", "values": { "Nav Halden": "0101-3101" } },     or { "office": …, "municipality": … }
    a unit that was renumbered has all its numbers: "Nav Fana": ["1202-1201", "1202-4601"]
    "period": { "column": "måned" },     or { "year": …, "month": … }, { "is": "2019-03" }
    "submittedAt": "closetime", "comment": "merknad", "questions": { "s_4": "participants_end" },
    "ignore": ["respid"], "labelRows": 0 }
What does not fit is listed: columns in no part of the mapping, questions that no column gives, rows by line.
--dry-run: lists all of it, and stores nothing.
Everything else is as for "import reports": a report goes in whole or not at all, and the same file again changes nothing.
Two respondents for one unit and month are both left out. A blank cell is no answer, and no zero.`,
    arguments: ['csv'],
    options: { mapping: { type: 'string', required: true }, 'dry-run': { type: 'boolean' } },
    database: 'ready',
    async run(context, given) {
      const dryRun = given.flag('dry-run');
      const files = { csv: given.argument('csv'), mapping: given.option('mapping') ?? '' };
      const result = await importSurvey(context, files, {
        dryRun,
        async progress(done, total, knownAt) {
          if (done === total || done % 1000 === 0) remark(`${counted(done, 'of')} ${counted(total, 'reports')}`);
          await untilPast(context, knownAt);
        },
      });
      if (!result.ok) return result.faults;
      for (const line of result.remarks) remark(line);
      const { respondents, imported, corrected, unchanged, marked, faults } = result;
      say(
        `${dryRun ? 'Nothing stored. ' : ''}${counted(respondents, 'respondents')}: ${counted(imported, 'imported')}, ` +
          `${counted(corrected, 'corrected')}, ${counted(unchanged, 'unchanged')}, ` +
          `${counted(marked, 'marked as breaking a rule')}, ${counted(faults.length, 'faults')}.`,
      );
      return faults;
    },
  },
];
