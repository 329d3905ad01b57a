// Holds suppression against a linear program on random histories of extracts: `node scripts/run.js
// scripts/audit-suppression.ts [how many] [seed]`. Ends with 1 when a hidden figure could be worked out.

import { readForms } from '../src/actions/publish-form.ts';
import { relationsOf } from '../src/domain/relation.ts';
import { audit } from '../test/suppression/audit.ts';
import { randomHistory } from '../test/suppression/history.ts';

const count = Number(process.argv[2] ?? 1000);
const seed = process.argv[3] ?? 'audit';
const threshold = 5;
const [form] = readForms();
if (!form || !(count > 0)) throw new Error('Usage: audit-suppression.ts [how many] [seed]');

const relations = relationsOf(form);
const told = { histories: count, extracts: 0, withheld: 0, figures: 0, hidden: 0, programs: 0, inferable: 0 };
for (let number = 0; number < count; number += 1) {
  const { extracts, withheld } = randomHistory(`${seed}:${number}`, relations, threshold);
  const { hidden, programs, inferable } = await audit(extracts, threshold);
  told.extracts += extracts.length;
  told.withheld += withheld;
  told.figures += extracts.flatMap(({ areas }) => areas).flatMap(({ values }) => values).length;
  told.hidden += hidden;
  told.programs += programs;
  told.inferable += inferable.length;
  for (const line of inferable) console.log(`${seed}:${number}: ${line}`);
}
console.log(JSON.stringify(told));
if (told.inferable > 0) process.exitCode = 1;
