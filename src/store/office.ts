// The offices, those that have closed too, as the reference data have them.

import type { Office } from '../domain/reference.ts';
import type { Db } from './database.ts';

export type ListedOffice = Pick<Office, 'number' | 'name' | 'status' | 'successor' | 'validTo'>;

export function officeStore(db: Db) {
  const all = db.prepare<[], ListedOffice>(
    'SELECT number, name, status, successor, valid_to AS validTo FROM office ORDER BY number',
  );
  const deadAddresses = db.prepare<[], { id: number }>(`SELECT id FROM person WHERE address_state = 'dead'`);
  return {
    /** By number. */
    all: (): ListedOffice[] => all.all(),
    /** The people whose address mail is refused for good. */
    deadAddresses: (): Set<number> => new Set(deadAddresses.all().map(({ id }) => id)),
  };
}
