// The published forms. A version is written once and never changed; the one in force for a period is the latest valid.
// Publishing gives the wide table of figures a column for each question that it lacks.

import { canonical } from '../domain/canonical.ts';
import { type Form, formDefinition } from '../domain/form.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Db } from './database.ts';

export type FormStore = ReturnType<typeof formStore>;

export function formStore(db: Db) {
  const selectVersions = db.prepare<[], { version: string }>('SELECT version FROM form ORDER BY valid_from');
  const selectInForce = db.prepare<{ period: Period }, { version: string }>(
    'SELECT version FROM form WHERE valid_from <= :period ORDER BY valid_from DESC LIMIT 1',
  );
  const selectVersion = db.prepare<{ version: string }, { definition: string }>(
    'SELECT definition FROM form WHERE version = :version',
  );
  const insert = db.prepare(`
    INSERT INTO form (version, definition, valid_from, published_at)
    VALUES (:version, :definition, :validFrom, :at)
  `);
  const selectColumns = db.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('figure')");
  /** A version never changes, so it is parsed once, and its rules are made ready once. */
  const parsed = new Map<string, Form>();

  function byVersion(version: string): Form {
    const known = parsed.get(version);
    if (known !== undefined) return known;
    const row = selectVersion.get({ version });
    if (row === undefined) throw new Error(`There is no form ${version}`);
    const form = formDefinition.parse(JSON.parse(row.definition));
    parsed.set(version, form);
    return form;
  }

  function addColumns(form: Form): void {
    const columns = new Set(selectColumns.all().map((column) => column.name));
    for (const { id } of form.questions.filter((question) => !columns.has(question.id))) {
      // The id is checked by the form's schema: small letters, digits and underscores.
      db.exec(`ALTER TABLE figure ADD COLUMN "${id}" INTEGER CHECK ("${id}" >= 0)`);
    }
  }

  const publish = db.transaction((form: Form, at: Instant): boolean => {
    const definition = canonical(form);
    if (selectVersion.get({ version: form.version }) !== undefined) {
      // Read by today's schema: a definition stored before a default was added is still the same form.
      if (canonical(byVersion(form.version)) === definition) return false;
      throw new Error(`Form ${form.version} is published with another content: publish it as the next version`);
    }
    insert.run({ version: form.version, definition, validFrom: form.validFrom, at });
    addColumns(form);
    return true;
  });

  return {
    /** The form that a period is opened with. Throws when none is valid that early. */
    inForce: (period: Period): Form => {
      const row = selectInForce.get({ period });
      if (row === undefined) throw new Error(`No form is valid for ${period}`);
      return byVersion(row.version);
    },

    /** The form a report was opened with. Throws when it is unknown. */
    byVersion,

    /** Every form, by the period it is valid from. */
    all: (): Form[] => selectVersions.all().map(({ version }) => byVersion(version)),

    /**
     * Publishes a version that `checkForm` has found complete, in one transaction; true when it was new, false when it
     * was there with the same content. Throws when the version has another content, or another version is valid from
     * the same period.
     */
    publish: (form: Form, at: Instant): boolean => publish.immediate(formDefinition.parse(form), at),
  };
}
