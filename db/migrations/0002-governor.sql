-- The governor's desk: follow-ups with their time lines, letters and the templates they are made from, and answers.

-- One per unit, whatever the causes. What has happened to it is in its events; its state is computed from them.
CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE REFERENCES unit (id),
  opened_at TEXT NOT NULL
) STRICT;
CREATE TRIGGER follow_up_is_frozen BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a follow-up changes by its events'); END;
CREATE TRIGGER follow_up_is_kept BEFORE DELETE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a follow-up is never deleted'); END;

-- A version of a template of letters. governor '' is everybody's; a governor's own goes before it.
CREATE TABLE letter_template (
  id INTEGER PRIMARY KEY,
  governor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('request', 'reminder', 'closing')),
  version INTEGER NOT NULL CHECK (version > 0),
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  published_at TEXT NOT NULL,
  who TEXT NOT NULL,
  UNIQUE (governor, kind, version)
) STRICT;
CREATE TRIGGER letter_template_is_frozen BEFORE UPDATE ON letter_template
BEGIN SELECT RAISE(ABORT, 'a template is changed by a new version'); END;
CREATE TRIGGER letter_template_is_kept BEFORE DELETE ON letter_template
BEGIN SELECT RAISE(ABORT, 'a template is never deleted'); END;

-- A letter is written as a draft, and frozen with its number and date; then nothing about it changes any more.
CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  kind TEXT NOT NULL CHECK (kind IN ('request', 'reminder', 'closing')),
  language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
  governor TEXT NOT NULL,
  template INTEGER NOT NULL REFERENCES letter_template (id),
  content TEXT NOT NULL CHECK (json_valid(content)),
  version INTEGER NOT NULL CHECK (version > 0),
  saved_by INTEGER NOT NULL REFERENCES person (id),
  saved_at TEXT NOT NULL,
  frozen_at TEXT,
  sha256 TEXT,
  discarded_at TEXT,
  CHECK ((frozen_at IS NULL) = (sha256 IS NULL)),
  CHECK (frozen_at IS NULL OR discarded_at IS NULL)
) STRICT;
-- One draft at a time: the next letter builds on what the last one said.
CREATE UNIQUE INDEX letter_draft ON letter (follow_up) WHERE frozen_at IS NULL AND discarded_at IS NULL;
CREATE INDEX letter_follow_up ON letter (follow_up);
CREATE TRIGGER letter_is_frozen BEFORE UPDATE ON letter
WHEN OLD.frozen_at IS NOT NULL OR OLD.discarded_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a letter with its number and date is never changed'); END;
CREATE TRIGGER letter_is_kept BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter is never deleted'); END;

-- What the municipality answered: in the service, or on paper and recorded by the governor. A file is a PDF, kept as it
-- came; only here, so nothing serves it but the download.
CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  answered_on TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('service', 'post')),
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  file_name TEXT,
  file BLOB,
  sha256 TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  CHECK ((file IS NULL) = (file_name IS NULL)),
  CHECK (file IS NOT NULL OR length(text) > 0)
) STRICT;
CREATE INDEX answer_follow_up ON answer (follow_up);
CREATE TRIGGER answer_is_frozen BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;
CREATE TRIGGER answer_is_kept BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;

-- The time line. day: when something is due, or was dated. key: what a rule opened is opened once ('missing:2026-10').
CREATE TABLE follow_up_event (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'reopened', 'causeAdded', 'assigned', 'note', 'decision', 'due',
    'letter', 'journal', 'answer', 'closed')),
  cause TEXT CHECK (cause IN ('missing', 'below', 'above', 'other')),
  period TEXT,
  day TEXT,
  person INTEGER REFERENCES person (id),
  letter INTEGER REFERENCES letter (id),
  answer INTEGER REFERENCES answer (id),
  text TEXT NOT NULL,
  key TEXT,
  UNIQUE (follow_up, key),
  CHECK ((kind IN ('opened', 'reopened', 'causeAdded')) = (cause IS NOT NULL)),
  CHECK ((kind IN ('letter', 'journal')) = (letter IS NOT NULL)),
  CHECK ((kind = 'answer') = (answer IS NOT NULL))
) STRICT;
CREATE INDEX follow_up_event_follow_up ON follow_up_event (follow_up);
CREATE TRIGGER follow_up_event_is_frozen BEFORE UPDATE ON follow_up_event
BEGIN SELECT RAISE(ABORT, 'a time line is never changed'); END;
CREATE TRIGGER follow_up_event_is_kept BEFORE DELETE ON follow_up_event
BEGIN SELECT RAISE(ABORT, 'a time line is never deleted from'); END;
