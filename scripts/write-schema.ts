// Writes db/schema.sql anew from the migrations: `npm run schema`, after adding one.

import { writeFileSync } from 'node:fs';
import { openDatabase } from '../src/store/database.ts';
import { migrate, schemaText } from '../src/store/migration.ts';

const db = openDatabase(':memory:');
migrate(db);
writeFileSync(new URL('../db/schema.sql', import.meta.url), schemaText(db));
