// GET /units: the units that report, as they were on the last day of a month, or as they are today.

import type { RequestHandler } from 'express';
import { placeOf } from '../actions/load-report.ts';
import type { Context } from '../context.ts';
import { dayOf, lastDayOf } from '../domain/period.ts';
import { reaches, readScope } from '../domain/person.ts';
import type { Unit } from '../domain/unit.ts';
import { readQuery } from './input.ts';
import { sendJson } from './problem.ts';
import { unitsQuery } from './schema.ts';
import { callerOf } from './token.ts';

export function getUnits({ store, now }: Context): RequestHandler {
  return (req, res) => {
    const query = readQuery(req, res, unitsQuery);
    if (!query) return;
    const today = dayOf(now());
    const scope = readScope(callerOf(req), today);
    const units = store.unit
      .on(query.period === undefined ? today : lastDayOf(query.period))
      .filter((unit) => reaches(scope, placeOf(unit, store.unit.find(unit.id, today), null)))
      .map(unitOf);
    sendJson(res, 200, { units });
  };
}

/** What the contract promises, and nothing that the pages may come to need. */
function unitOf(unit: Unit) {
  const { office, officeName, municipality, municipalityName, county, governor, language, validFrom, validTo } = unit;
  return {
    ...{ unit: unit.id, office, officeName, municipality, municipalityName, county },
    ...{ governor, language, validFrom, validTo },
  };
}
