// The reference data as a whole: replaced by the import in one go, and read as lists.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { MunicipalityChange } from '../domain/geography.ts';
import type { Day } from '../domain/period.ts';
import type { County, Governor, Municipality, Reference } from '../domain/reference.ts';
import type { Db } from './database.ts';

/** A row that is not in the new reference data, though something of ours rests on it. */
export type Missed = { of: 'county' | 'municipality' | 'office' | 'unit'; key: string; heldBy: string };

export function referenceStore(db: Db) {
  const selectAny = db.prepare<[], { number: string }>('SELECT number FROM county LIMIT 1');
  const selectVersion = db.prepare<[], { value: string }>(`SELECT value FROM service WHERE name = 'reference_version'`);
  const saveVersion = db.prepare<{ version: string }>(`
    INSERT INTO service (name, value) VALUES ('reference_version', :version)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value
  `);
  const selectMissed = db.prepare<{ reference: string }, Missed>(missedSql);
  const steps = [...writeSteps, ...deleteSteps].map((sql) => db.prepare<{ reference: string }>(sql));
  const validOn = '(valid_from IS NULL OR valid_from <= :day) AND (valid_to IS NULL OR :day < valid_to)';
  const selectCounties = db.prepare<{ day: Day }, County>(
    `SELECT number, name, valid_from AS validFrom, valid_to AS validTo FROM county WHERE ${validOn} ORDER BY number`,
  );
  const selectMunicipalities = db.prepare<{ day: Day }, Municipality>(`
    SELECT number, name, county, language, valid_from AS validFrom, valid_to AS validTo
    FROM municipality WHERE ${validOn} ORDER BY number
  `);
  const selectGovernors = db.prepare<{ day: Day }, Governor>(`
    SELECT code, name_nb AS nameNb, name_nn AS nameNn, website, valid_from AS validFrom, valid_to AS validTo
    FROM governor WHERE ${validOn} ORDER BY code
  `);
  const selectChanges = db.prepare<[], MunicipalityChange>(
    'SELECT date, old, new, kind FROM municipality_change ORDER BY date, old, new',
  );
  return {
    /** True before the first import. */
    isEmpty: (): boolean => selectAny.get() === undefined,

    /** What is not in the new reference data but cannot go, since reports, targets or notices are about it. */
    missedIn: (reference: Reference): Missed[] => selectMissed.all({ reference: JSON.stringify(reference) }),

    /**
     * Replaces all reference data in one transaction; gives false, and writes nothing, when it is what was stored last.
     * Throws when something that other rows rest on would go: ask `missedIn` first.
     */
    replace: db.transaction((reference: Reference): boolean => {
      const version = createHash('sha256').update(canonical(reference)).digest('hex');
      if (version === selectVersion.get()?.value) return false;
      for (const step of steps) step.run({ reference: JSON.stringify(reference) });
      saveVersion.run({ version });
      return true;
    }),

    /** The counties of the day, by number. */
    counties: (day: Day): County[] => selectCounties.all({ day }),
    /** The municipalities of the day, by number; their language is null where no decision is known. */
    municipalities: (day: Day): Municipality[] => selectMunicipalities.all({ day }),
    /** The governors of the day, by code. */
    governors: (day: Day): Governor[] => selectGovernors.all({ day }),
    /** Every municipal change, by date; `followMunicipality` reads it. */
    municipalityChanges: (): MunicipalityChange[] => selectChanges.all(),
  };
}

/** One table of the new reference data as rows, from the JSON bound to :reference. */
function rowsOf(list: keyof Reference, members: string[]): string {
  const columns = members.map((member) => `value ->> '$.${member}'`).join(', ');
  // WHERE true keeps SQLite from reading ON CONFLICT as part of a join.
  return `SELECT ${columns} FROM json_each(:reference, '$.${list}') WHERE true`;
}

const span = ['validFrom', 'validTo'];

const writeSteps = [
  `INSERT INTO county (number, name, valid_from, valid_to)
   ${rowsOf('counties', ['number', 'name', ...span])}
   ON CONFLICT (number) DO UPDATE SET name = excluded.name, valid_from = excluded.valid_from,
     valid_to = excluded.valid_to`,
  `INSERT INTO municipality (number, name, county, language, valid_from, valid_to)
   ${rowsOf('municipalities', ['number', 'name', 'county', 'language', ...span])}
   ON CONFLICT (number) DO UPDATE SET name = excluded.name, county = excluded.county, language = excluded.language,
     valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
  'DELETE FROM municipality_change WHERE :reference IS NOT NULL',
  `INSERT INTO municipality_change (date, old, new, kind)
   ${rowsOf('municipalityChanges', ['date', 'old', 'new', 'kind'])}`,
  'DELETE FROM governor WHERE :reference IS NOT NULL',
  `INSERT INTO governor (code, name_nb, name_nn, website, valid_from, valid_to)
   ${rowsOf('governors', ['code', 'nameNb', 'nameNn', 'website', ...span])}`,
  'DELETE FROM governor_county WHERE :reference IS NOT NULL',
  `INSERT INTO governor_county (governor, county, valid_from, valid_to)
   ${rowsOf('governorCounties', ['governor', 'county', ...span])}`,
  `INSERT INTO office (number, name, org_number, status, successor, valid_from, valid_to)
   ${rowsOf('offices', ['number', 'name', 'orgNumber', 'status', 'successor', ...span])}
   ON CONFLICT (number) DO UPDATE SET name = excluded.name, org_number = excluded.org_number, status = excluded.status,
     successor = excluded.successor, valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
  'DELETE FROM unit_change WHERE :reference IS NOT NULL',
  `INSERT INTO unit (id, office, municipality, district_number, district_name, valid_from, valid_to)
   ${rowsOf('units', ['id', 'office', 'municipality', 'districtNumber', 'districtName', ...span])}
   ON CONFLICT (id) DO UPDATE SET district_number = excluded.district_number, district_name = excluded.district_name,
     valid_from = excluded.valid_from, valid_to = excluded.valid_to`,
  `INSERT INTO unit_change (date, old, new, kind)
   ${rowsOf('unitChanges', ['date', 'old', 'new', 'kind'])}`,
];

const keysOf = (list: keyof Reference, member: string) =>
  `SELECT value ->> '$.${member}' FROM json_each(:reference, '$.${list}')`;

const deleteSteps = [
  `DELETE FROM unit WHERE id NOT IN (${keysOf('units', 'id')})`,
  `DELETE FROM office WHERE number NOT IN (${keysOf('offices', 'number')})`,
  `DELETE FROM municipality WHERE number NOT IN (${keysOf('municipalities', 'number')})`,
  `DELETE FROM county WHERE number NOT IN (${keysOf('counties', 'number')})`,
];

const missedSql = `
  SELECT DISTINCT 'unit' AS "of", unit AS key, 'reports' AS heldBy
  FROM report WHERE unit NOT IN (${keysOf('units', 'id')})
  UNION SELECT 'office', unit.office, 'reports' FROM report JOIN unit ON unit.id = report.unit
  WHERE unit.office NOT IN (${keysOf('offices', 'number')})
  UNION SELECT 'office', office, 'notices' FROM notice
  WHERE office IS NOT NULL AND office NOT IN (${keysOf('offices', 'number')})
  UNION SELECT 'municipality', municipality, 'reports' FROM report
  WHERE municipality NOT IN (${keysOf('municipalities', 'number')})
  UNION SELECT 'municipality', municipality, 'targets' FROM target
  WHERE municipality NOT IN (${keysOf('municipalities', 'number')})
  UNION SELECT 'county', county, 'reports' FROM report WHERE county NOT IN (${keysOf('counties', 'number')})
  ORDER BY 1, 2, 3
`;
