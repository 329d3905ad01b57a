// The store: one group of functions per concept, all over the same database. Nothing outside this folder sees SQL.

import { type Db, openDatabase } from './database.ts';
import { draftStore } from './draft.ts';
import { eventStore } from './event.ts';
import { formStore } from './form.ts';
import { keptFormStore } from './kept-form.ts';
import { migrate } from './migration.ts';
import { periodStore } from './period.ts';
import { planStore } from './plan.ts';
import { reportStore } from './report.ts';
import { serviceStore } from './service.ts';
import { submissionStore } from './submission.ts';

export type Store = ReturnType<typeof openStore>;

/** Opens the database file, brings its schema up to date, and gives the store. Throws when it is of a newer version. */
export function openStore(file: string) {
  const db = openDatabase(file);
  migrate(db);
  return {
    ...storeBasics(db),
    draft: draftStore(db),
    form: formStore(db),
    keptForm: keptFormStore(db),
    event: eventStore(db),
    period: periodStore(db),
    report: reportStore(db),
    service: serviceStore(db),
    submission: submissionStore(db),
    plan: planStore(db),
  };
}

function storeBasics(db: Db) {
  return {
    /** Runs `work` in one transaction that takes the write lock first; joins the one under way. Must not await. */
    transaction: <Result>(work: () => Result): Result => (db.inTransaction ? work() : db.transaction(work).immediate()),
    close: () => db.close(),
  };
}
