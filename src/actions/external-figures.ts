// Figures of others from before this reporting (db/reference): SSB's counties of 2011, and points for the nation. They
// are shown as they were published, with what does not add up in them.

import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type ExternalFigures = {
  counties: { name: string; participants: number }[];
  /** As SSB published it for the nation, and as the counties add up. */
  published: number;
  sum: number;
  source: string;
  points: {
    date: string;
    kind: string;
    value: number;
    unit: string;
    qualifier: string;
    description: string;
    source: string;
  }[];
};

const folder = new URL('../../db/reference/', import.meta.url);
let known: ExternalFigures | undefined;

/** Read once in the life of the program. Throws when the files are not as they came. */
export function externalFigures(): ExternalFigures {
  return (known ??= readFigures());
}

function readFigures(): ExternalFigures {
  const rows = read('ssb_2011.csv');
  const counties = rows
    .filter((row) => row.row_type === 'county')
    .map((row) => ({ name: row.county_name ?? '', participants: Number(row.participants) }));
  const total = rows.find((row) => row.row_type === 'published_total');
  if (!total || counties.length === 0)
    throw new Error('db/reference/ssb_2011.csv has no published total or no counties');
  return {
    counties,
    published: Number(total.participants),
    sum: counties.reduce((sum, { participants }) => sum + participants, 0),
    source: total.source ?? '',
    points: read('national_points.csv').map((row) => ({
      ...{ date: row.date ?? '', kind: row.indicator ?? '', value: Number(row.value), unit: row.unit ?? '' },
      ...{ qualifier: row.qualifier ?? '', description: row.description ?? '', source: row.source ?? '' },
    })),
  };
}

function read(name: string): Record<string, string>[] {
  return parse(readFileSync(new URL(name, folder), 'utf8'), { columns: true });
}
