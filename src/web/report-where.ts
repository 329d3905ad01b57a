// Which report an address is about: `/reports/<period>/<unit>` and what lies under it.

import type { Request } from 'express';
import { type Period, parsePeriod } from '../domain/period.ts';
import { parseUnitId } from '../domain/unit.ts';

export type Where = { unit: string; period: Period };

/** Null when the address names no month or no unit that could be. */
export function whereOf(req: Request): Where | null {
  const params = req.params as { period?: string; unit?: string };
  const [period, unit] = [parsePeriod(params.period ?? ''), parseUnitId(params.unit ?? '')];
  return period === null || unit === null ? null : { unit, period };
}

/** The address of a report's page. */
export function pathOf({ unit, period }: Where): string {
  return `/reports/${period}/${unit}`;
}
