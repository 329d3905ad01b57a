// Letters, drafts and frozen, and the templates they are made from.

import { createHash } from 'node:crypto';
import { canonical } from '../domain/canonical.ts';
import type { Letter, LetterContent, LetterKind, LetterTemplate } from '../domain/letter.ts';
import type { Instant, Period } from '../domain/period.ts';
import type { Language } from '../domain/person.ts';
import type { Db } from './database.ts';

export type StoredTemplate = {
  id: number;
  governor: string;
  kind: LetterKind;
  version: number;
  definition: LetterTemplate;
};
type NewLetter = Pick<Letter, 'followUp' | 'kind' | 'language' | 'governor' | 'template' | 'content'>;

export function letterStore(db: Db) {
  const columns = `id, follow_up AS followUp, kind, language, governor, template, content, version, saved_at AS savedAt,
    frozen_at AS frozenAt, sha256`;
  const select = `SELECT ${columns} FROM letter WHERE discarded_at IS NULL`;
  const find = db.prepare<[{ id: number }], LetterRow>(`${select} AND id = :id`);
  const ofFollowUp = db.prepare<[{ followUp: number }], LetterRow>(`${select} AND follow_up = :followUp ORDER BY id`);
  const latestOf = db.prepare<[{ governor: string; savedBy: number }], LetterRow>(
    `${select} AND governor = :governor AND frozen_at IS NOT NULL ORDER BY (saved_by = :savedBy) DESC, id DESC LIMIT 1`,
  );
  const frozenIn = db.prepare<[{ month: Period }], { id: number; followUp: number }>(
    `SELECT id, follow_up AS followUp FROM letter
     WHERE frozen_at IS NOT NULL AND substr(content ->> 'date', 1, 7) = :month ORDER BY content ->> 'date', id`,
  );
  const frozenMonths = db.prepare<[{ followUp: number }], { month: Period }>(
    `SELECT DISTINCT substr(content ->> 'date', 1, 7) AS month FROM letter
     WHERE follow_up = :followUp AND frozen_at IS NOT NULL`,
  );
  const insert = db.prepare(
    `INSERT INTO letter (follow_up, kind, language, governor, template, content, version, saved_by, saved_at)
     VALUES (:followUp, :kind, :language, :governor, :template, :content, 1, :savedBy, :at)`,
  );
  const save = db.prepare(
    `UPDATE letter SET content = :content, language = :language, template = :template, version = version + 1,
       saved_by = :savedBy, saved_at = :at
     WHERE id = :id AND version = :version AND frozen_at IS NULL AND discarded_at IS NULL`,
  );
  const freeze = db.prepare(
    `UPDATE letter SET frozen_at = :at, sha256 = :sha256, saved_by = :savedBy
     WHERE id = :id AND version = :version AND frozen_at IS NULL AND discarded_at IS NULL`,
  );
  const discard = db.prepare(
    'UPDATE letter SET discarded_at = :at WHERE id = :id AND frozen_at IS NULL AND discarded_at IS NULL',
  );
  const templateColumns = 'SELECT id, governor, kind, version, definition FROM letter_template';
  const template = db.prepare<[{ kind: string; governor: string }], TemplateRow>(
    `${templateColumns} WHERE kind = :kind AND governor IN (:governor, '')
     ORDER BY (governor = '') ASC, version DESC LIMIT 1`,
  );
  const insertTemplate = db.prepare(
    `INSERT INTO letter_template (governor, kind, version, definition, published_at, who)
     VALUES (:governor, :kind,
       1 + (SELECT count(*) FROM letter_template WHERE governor = :governor AND kind = :kind), :definition, :at, :who)`,
  );
  return {
    find: (id: number): Letter | null => letterOf(find.get({ id })),
    /** Drafts and frozen letters, the oldest first. */
    ofFollowUp: (followUp: number): Letter[] => ofFollowUp.all({ followUp }).flatMap((row) => letterOf(row) ?? []),
    /** The last frozen letter of the person, else of the governor: where the next one's head and foot come from. */
    latestOf: (governor: string, savedBy: number): Letter | null => letterOf(latestOf.get({ governor, savedBy })),
    /** The frozen letters dated in the month, the oldest first. */
    frozenIn: (month: Period): { id: number; followUp: number }[] => frozenIn.all({ month }),
    /** The months that a follow-up has frozen letters of. */
    frozenMonths: (followUp: number): Period[] => frozenMonths.all({ followUp }).map(({ month }) => month),
    /** Adds a draft; gives its id. */
    add: (letter: NewLetter, savedBy: number, at: Instant): number =>
      Number(insert.run({ ...letter, content: canonical(letter.content), savedBy, at }).lastInsertRowid),
    /** False when somebody has saved or frozen it since that version. */
    save: (letter: Letter, savedBy: number, at: Instant): boolean => {
      const { id, version, language, content, template } = letter;
      return save.run({ ...{ id, version, language, template, savedBy, at }, content: canonical(content) }).changes > 0;
    },
    /** Freezes that version and gives its hash, which the record is to tell; null when it has changed since. */
    freeze: ({ id, version, content }: Letter, savedBy: number, at: Instant): string | null => {
      const sha256 = letterHash(content);
      return freeze.run({ id, version, sha256, savedBy, at }).changes > 0 ? sha256 : null;
    },
    discard: (id: number, at: Instant): boolean => discard.run({ id, at }).changes > 0,
    /** The governor's own template in its latest version, else everybody's; null before there is any. */
    template: (kind: LetterKind, governor: string): StoredTemplate | null => {
      const row = template.get({ kind, governor });
      return row ? { ...row, definition: JSON.parse(row.definition) as LetterTemplate } : null;
    },
    /** The next version of a template; `governor` is '' for everybody's. */
    addTemplate: (kind: LetterKind, governor: string, definition: LetterTemplate, who: string, at: Instant): void => {
      insertTemplate.run({ kind, governor, definition: canonical(definition), who, at });
    },
  };
}

/** SHA-256 of what the letter says, in hexadecimal. */
export function letterHash(content: LetterContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

type LetterRow = Omit<Letter, 'content' | 'language'> & { content: string; language: Language };
type TemplateRow = Omit<StoredTemplate, 'definition'> & { definition: string };

function letterOf(row: LetterRow | undefined): Letter | null {
  return row ? { ...row, content: JSON.parse(row.content) as LetterContent } : null;
}
