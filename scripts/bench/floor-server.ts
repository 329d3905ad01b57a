// The floor of a form page: Express and EJS as they come, one SQLite row, twenty fields with name and description (8 kB)
// through a cached view, and nothing else.

import ejs from 'ejs';
import express from 'express';
import { openDatabase } from '../../src/store/database.ts';

const db = openDatabase(process.argv[2] ?? '');
const row = db.prepare<[], { answers: string }>('SELECT answers FROM submission WHERE id = 1');
const description = 'What the number counts, in a sentence as long as the meaning of a question of the form.';
const app = express();
app.enable('view cache');
app.set('views', new URL('.', import.meta.url).pathname);
app.engine('ejs', ejs.renderFile as Parameters<typeof app.engine>[1]);
app.get('/form', (_req, res) => {
  const answers = JSON.parse(row.get()?.answers ?? '{}') as Record<string, number>;
  const fields = Object.entries(answers).slice(0, 20);
  res.render('floor.ejs', {
    title: 'Form',
    fields: fields.map(([id, value]) => ({ id, label: id, description, value })),
  });
});
const server = app.listen(0, () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
