// Units as they are on a day: names, county, governor and language in force then. Read on every page, so what was read
// for a day is kept until the reference data changes.

import { followMunicipality, type MunicipalityChange } from '../domain/geography.ts';
import type { Day } from '../domain/period.ts';
import type { Office } from '../domain/reference.ts';
import { lastDayIn } from '../domain/span.ts';
import type { Unit } from '../domain/unit.ts';
import { successorChain, type UnitChange } from '../domain/unit-change.ts';
import type { Db } from './database.ts';

type OfficeLink = Pick<Office, 'number' | 'name' | 'status' | 'successor' | 'validTo'>;
type UnitRow = Omit<Unit, 'offices'>;
/** What was read of one version of the reference data. */
type Kept = {
  version: string;
  /** byEnded: units that have ended, as they are told of on that day; filled as they are asked for. */
  days: Map<Day, { list: readonly Unit[]; byId: Map<string, Unit>; byEnded: Map<string, Unit> }>;
  offices: Map<string, OfficeLink>;
};

/** More days than the periods that pages look back on; the oldest read goes first. */
const daysKept = 100;

export function unitStore(db: Db) {
  const selectVersion = db.prepare<[], { value: string }>(`SELECT value FROM service WHERE name = 'reference_version'`);
  const selectOn = db.prepare<{ day: Day }, UnitRow>(`
    SELECT unit.id, unit.office, office.name AS officeName, unit.municipality, municipality.name AS municipalityName,
      unit.district_name AS districtName, municipality.county, county.name AS countyName, governor_county.governor,
      coalesce(municipality.language, 'neutral') AS language, unit.valid_from AS validFrom, unit.valid_to AS validTo
    FROM unit
    JOIN office ON office.number = unit.office
    JOIN municipality ON municipality.number = unit.municipality
    JOIN county ON county.number = municipality.county
    LEFT JOIN governor_county ON governor_county.county = municipality.county
      AND (governor_county.valid_from IS NULL OR governor_county.valid_from <= :day)
      AND (governor_county.valid_to IS NULL OR :day < governor_county.valid_to)
    WHERE (unit.valid_from IS NULL OR unit.valid_from <= :day) AND (unit.valid_to IS NULL OR :day < unit.valid_to)
    ORDER BY unit.id
  `);
  const selectEnd = db.prepare<{ id: string }, { validTo: Day | null }>(
    'SELECT valid_to AS validTo FROM unit WHERE id = :id',
  );
  const selectOfOffice = db.prepare<{ number: string }, { id: string }>(
    'SELECT id FROM unit WHERE office = :number ORDER BY id',
  );
  const selectGovernor = db.prepare<{ municipality: string; day: Day }, { governor: string }>(`
    SELECT governor_county.governor
    FROM municipality
    JOIN governor_county ON governor_county.county = municipality.county
    WHERE municipality.number = :municipality
      AND (governor_county.valid_from IS NULL OR governor_county.valid_from <= :day)
      AND (governor_county.valid_to IS NULL OR :day < governor_county.valid_to)
  `);
  const selectOffices = db.prepare<[], OfficeLink>(
    'SELECT number, name, status, successor, valid_to AS validTo FROM office',
  );
  const selectMunicipalityChanges = db.prepare<[], MunicipalityChange>(
    'SELECT date, old, new, kind FROM municipality_change ORDER BY date, old, new',
  );
  const selectChanges = db.prepare<[], UnitChange>(
    'SELECT date, old, new, kind FROM unit_change ORDER BY date, old, new',
  );
  const selectPredecessors = db.prepare<{ id: string }, { unit: string; kind: UnitChange['kind'] }>(
    'SELECT old AS unit, kind FROM unit_change WHERE new = :id ORDER BY date, old',
  );

  let kept: Kept = { version: '', days: new Map(), offices: new Map() };

  /** The version is read each time: another process, or a transaction taken back, may have changed the data. */
  function current(): Kept {
    const version = selectVersion.get()?.value ?? '';
    if (version !== kept.version || kept.offices.size === 0) {
      kept = {
        version,
        days: new Map(),
        offices: new Map(selectOffices.all().map((office) => [office.number, office])),
      };
    }
    return kept;
  }

  function readDay(day: Day) {
    const { days } = current();
    const known = days.get(day);
    if (known) return known;
    const list = Object.freeze(selectOn.all({ day }).map((row) => Object.freeze({ ...row, offices: [row.office] })));
    const read = { list, byId: new Map(list.map((unit) => [unit.id, unit])), byEnded: new Map<string, Unit>() };
    const [oldest] = days.keys();
    if (days.size >= daysKept && oldest !== undefined) days.delete(oldest);
    days.set(day, read);
    return read;
  }

  /** A unit that has ended: as it was on its last day, but with those who answer for it on the day asked. */
  function ended(unit: Unit, day: Day): Unit {
    const changes = selectMunicipalityChanges.all();
    const now = followMunicipality(changes, unit.municipality, lastDayIn(unit) ?? day, day);
    const governor = now.kind === 'split' ? null : selectGovernor.get({ municipality: now.number, day })?.governor;
    return {
      ...unit,
      offices: answering(unit.office, day),
      governor: governor ?? unit.governor,
    };
  }

  /** The office and its successors, up to the one that is open on the day: one that is to close has not handed over yet. */
  function answering(office: string, day: Day): string[] {
    const { offices } = current();
    const chain = [office, ...successorChain(offices, office)];
    const open = chain.findIndex((number) => {
      const found = offices.get(number);
      return found === undefined || (found.validTo === null ? found.status !== 'closed' : day < found.validTo);
    });
    return open < 0 ? chain : chain.slice(0, open + 1);
  }

  const api = {
    /** All units valid on the day, ordered by id. The list is shared: it must not be changed. */
    on: (day: Day): readonly Unit[] => readDay(day).list,

    /**
     * The unit as on the day; null when it is unknown or not valid yet. One that has ended is given as on its last day,
     * except that `offices` (its successors too, once its own is closed) and `governor` are those of the day asked.
     */
    find: (id: string, day: Day): Unit | null => {
      const read = readDay(day);
      const known = read.byId.get(id) ?? read.byEnded.get(id);
      if (known) return known;
      const row = selectEnd.get({ id });
      if (!row || row.validTo === null || day < row.validTo) return null;
      const last = readDay(lastDayIn({ validFrom: null, validTo: row.validTo }) ?? day).byId.get(id);
      if (!last) return null;
      const unit = Object.freeze(ended(last, day));
      read.byEnded.set(id, unit);
      return unit;
    },

    /** The units of an office that are valid on the day. */
    ofOffice: (office: string, day: Day): Unit[] => readDay(day).list.filter((unit) => unit.office === office),

    /**
     * The units that the office answers for on the day: its own, and those of closed offices that it took over, ended
     * units too, since their last months may still be delivered.
     */
    servedBy: (office: string, day: Day): Unit[] => {
      const { offices } = current();
      const closed = [...offices.values()].filter(({ number }) => successorChain(offices, number).includes(office));
      const ids = [office, ...closed.map(({ number }) => number)].flatMap((number) => selectOfOffice.all({ number }));
      return ids
        .map(({ id }) => api.find(id, day))
        .filter((unit) => unit !== null)
        .filter((unit) => unit.offices.includes(office));
    },

    /** Every renumbering, merger and split of units, by date. */
    changes: (): UnitChange[] => selectChanges.all(),

    /** The units that this one continues, or is a part of (`split`), one step back. */
    predecessors: (id: string): { unit: string; kind: UnitChange['kind'] }[] => selectPredecessors.all({ id }),

    /** The office's name; null when it is unknown. */
    officeName: (number: string): string | null => current().offices.get(number)?.name ?? null,

    /** The office's successor, the successor's successor, and so on. */
    successorsOf: (office: string): string[] => successorChain(current().offices, office),
  };
  return api;
}
