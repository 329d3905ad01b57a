// The nightly check of everything stored: bits rot, and a disk does not tell (reliability.md, "The ten", 6).

import type { Context } from '../context.ts';
import { dayOf } from '../domain/period.ts';

/** Checks once a day in Oslo, and notes what was found; null when it is done for the day. */
export async function verifyNightly({ store, now }: Pick<Context, 'store' | 'now'>): Promise<string[] | null> {
  const at = now();
  const last = store.service.get('last_verified_at');
  if (last !== null && dayOf(last) >= dayOf(at)) return null;
  const { differences } = await store.verify.verdictAside();
  store.transaction(() => {
    store.service.set('last_verified_at', at);
    store.service.set('verify_differences', String(differences.length));
  });
  return differences;
}
