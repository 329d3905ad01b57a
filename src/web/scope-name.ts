// What a role is for, in words: the office, the municipality or the governor that its scope names.

import type { Context } from '../context.ts';
import type { Day } from '../domain/period.ts';
import type { Language, RoleName } from '../domain/person.ts';

/** Gives `Nav Halden-Aremark (0101)`; the scope itself when nothing is known by it, and '' for the directorate. */
export function scopeName(
  { store }: Pick<Context, 'store'>,
  language: Language,
  day: Day,
): (role: RoleName, scope: string) => string {
  const municipalities = new Map(store.unit.on(day).map((unit) => [unit.municipality, unit.municipalityName]));
  const governors = governorNames({ store }, language, day);
  return (role, scope) => {
    if (role === 'directorate') return '';
    if (role === 'governor') return governors.get(scope) ?? scope;
    const name = role === 'municipality' ? municipalities.get(scope) : store.unit.officeName(scope);
    return name ? `${name} (${scope})` : scope;
  };
}

/** The governors of the day by their codes: `FMVL` → `Statsforvaltaren i Vestland`. */
export function governorNames({ store }: Pick<Context, 'store'>, language: Language, day: Day): Map<string, string> {
  const governors = store.reference.governors(day);
  return new Map(governors.map(({ code, nameNb, nameNn }) => [code, language === 'nn' ? nameNn : nameNb]));
}
