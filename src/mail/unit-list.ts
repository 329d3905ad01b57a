// The units that a mail is about, as a list.

import type { Day } from '../domain/period.ts';
import { type Unit, unitName } from '../domain/unit.ts';
import { dayText } from '../text/when.ts';
import type { Block } from './layout.ts';

/** What its name is made of. */
export type NamedUnit = Pick<Unit, 'officeName' | 'municipalityName' | 'districtName'>;

/** `ownDeadline`: of an extension, when it is another than the one that the mail is about. */
export type MailUnit = NamedUnit & {
  office: string;
  ownDeadline?: Day | null | undefined;
};

/** `frist` is the same word in both languages. */
export function unitList(units: MailUnit[]): Block {
  const own = ({ ownDeadline }: MailUnit) => (ownDeadline ? `, frist ${dayText(ownDeadline)}` : '');
  return { kind: 'list', items: units.map((unit) => `${unitName(unit)} (${unit.office})${own(unit)}`) };
}
