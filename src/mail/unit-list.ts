// The units that a mail is about, as a list.

import type { Day } from '../domain/period.ts';
import type { Unit } from '../domain/unit.ts';
import { dayText } from '../text/when.ts';
import type { Block } from './layout.ts';

/** `ownDeadline`: of an extension, when it is another than the one that the mail is about. */
export type MailUnit = Pick<Unit, 'officeName' | 'municipalityName' | 'districtName'> & {
  office: string;
  ownDeadline?: Day | null | undefined;
};

/** `frist` is the same word in both languages. */
export function unitList(units: MailUnit[]): Block {
  const own = ({ ownDeadline }: MailUnit) => (ownDeadline ? `, frist ${dayText(ownDeadline)}` : '');
  return { kind: 'list', items: units.map((unit) => `${nameOf(unit)} (${unit.office})${own(unit)}`) };
}

/** `Nav Halden-Aremark, Halden`, as on the pages. */
export function nameOf(unit: MailUnit): string {
  return `${unit.officeName}, ${unit.districtName ?? unit.municipalityName}`;
}
