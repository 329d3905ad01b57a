// Which unit continues which: worked out from what happened to municipalities and offices on the day a unit ended.

import { type MunicipalityChange, municipalityAfter } from './geography.ts';
import type { Day } from './period.ts';
import { isValidOn, type Span } from './span.ts';

/** From `date` on, `new` reports what `old` did. History follows a renumbering and a merger; a split starts anew. */
export type UnitChange = { date: Day; old: string; new: string; kind: 'renumber' | 'merge' | 'split' };

type UnitSpan = Span & { id: string; office: string; municipality: string };
type OfficeLink = { number: string; successor: string | null };

export type UnitHistory = { units: UnitSpan[]; offices: OfficeLink[]; municipalityChanges: MunicipalityChange[] };

/** The changes of units, by date, from the offices' successors and the municipal changes of the day each unit ended. */
export function unitChangesOf(history: UnitHistory): UnitChange[] {
  const links = continuationsOf(history);
  const startOf = new Map(history.units.map((unit) => [unit.id, unit.validFrom]));
  const changes = links.map(({ parted, merged, ...change }): UnitChange => {
    if (parted) return { ...change, kind: 'split' };
    const start = startOf.get(change.new) ?? null;
    const isOlder = start === null || start < change.date;
    const shares = links.some(
      (link) => link.new === change.new && link.date === change.date && link.old !== change.old,
    );
    return { ...change, kind: merged || isOlder || shares ? 'merge' : 'renumber' };
  });
  return changes.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

/** The office's successor, the successor's successor, and so on. */
export function successorChain(offices: Map<string, { successor: string | null }>, office: string): string[] {
  const chain: string[] = [];
  let next = offices.get(office)?.successor ?? null;
  while (next !== null && next !== office && !chain.includes(next)) {
    chain.push(next);
    next = offices.get(next)?.successor ?? null;
  }
  return chain;
}

/** parted: the municipality was split. merged: it went into another one, whose unit may be unknown to the reference. */
type Continuation = { date: Day; old: string; new: string; parted: boolean; merged: boolean };

function continuationsOf({ units, offices, municipalityChanges }: UnitHistory): Continuation[] {
  const byNumber = new Map(offices.map((office) => [office.number, office]));
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const byMunicipality = Map.groupBy(units, (unit) => unit.municipality);
  return units.flatMap((unit) => {
    const date = unit.validTo;
    if (date === null) return [];
    const chain = [unit.office, ...successorChain(byNumber, unit.office)];
    const municipalities = municipalityAfter(municipalityChanges, unit.municipality, date);
    return municipalities.flatMap((municipality) => {
      const atOffice = chain
        .map((office) => byId.get(`${office}-${municipality}`))
        .find((other) => other !== undefined && isValidOn(other, date));
      // Where no office of the chain serves the municipality, whoever alone serves it has taken the participants over.
      const [only, ...others] = (byMunicipality.get(municipality) ?? []).filter((other) => isValidOn(other, date));
      const heir = atOffice ?? (others.length === 0 ? only : undefined);
      if (heir === undefined) return [];
      const merged = municipalityChanges.some(
        (change) =>
          change.kind === 'merge' &&
          change.date === date &&
          change.old === unit.municipality &&
          change.new === municipality,
      );
      return [{ date, old: unit.id, new: heir.id, parted: municipalities.length > 1, merged }];
    });
  });
}

function keyOf(change: UnitChange): string {
  return `${change.date} ${change.old} ${change.new}`;
}
