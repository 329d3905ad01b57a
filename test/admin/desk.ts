// What the tests of the commands share: a folder with a database that has the reference data, the form and the plan, and
// nobody in it. Time stands still.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importReference } from '../../src/actions/import-reference.ts';
import { publishForms } from '../../src/actions/publish-form.ts';
import { publishPlans } from '../../src/actions/publish-plan.ts';
import type { Instant } from '../../src/domain/period.ts';
import { openStore, type Store } from '../../src/store/store.ts';

export type Desk = {
  context: { store: Store; now: () => Instant };
  folder: string;
  databaseFile: string;
  /** Writes a file into the folder, and gives its path. */
  file: (name: string, text: string | Buffer) => string;
  close: () => void;
};

/** A Monday after the deadline for October. */
export const monday: Instant = '2026-11-23T09:00:00.000Z';

export function makeDesk(now: Instant = monday): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'kvp-admin-'));
  const databaseFile = join(folder, 'kvp.sqlite');
  const store = openStore(databaseFile);
  const context = { store, now: () => now };
  const result = importReference(context, new URL('../../db/reference/', import.meta.url).pathname);
  if (!result.ok) throw new Error(result.faults.join('\n'));
  publishForms(context);
  publishPlans(context);
  return {
    ...{ context, folder, databaseFile },
    file(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    close() {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
