-- What a governor (its code) or the directorate (null) tells all the offices in its scope. Never changed; withdrawn by a
-- row of its own.
CREATE TABLE announcement (
  id INTEGER PRIMARY KEY,
  governor TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('information', 'gathering')),
  subject_nb TEXT,
  body_nb TEXT,
  subject_nn TEXT,
  body_nn TEXT,
  starts_at TEXT,
  ends_at TEXT CHECK (ends_at > starts_at),
  place TEXT,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  published_at TEXT NOT NULL,
  -- Of the form it came from: the same form sent again adds nothing.
  key TEXT NOT NULL UNIQUE,
  CHECK ((subject_nb IS NULL) = (body_nb IS NULL) AND (subject_nn IS NULL) = (body_nn IS NULL)),
  CHECK (subject_nb IS NOT NULL OR subject_nn IS NOT NULL),
  CHECK ((kind = 'gathering') = (starts_at IS NOT NULL)),
  CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (place IS NULL))
) STRICT;
CREATE TRIGGER announcement_is_frozen BEFORE UPDATE ON announcement
BEGIN SELECT RAISE(ABORT, 'an announcement is never changed'); END;
CREATE TRIGGER announcement_is_kept BEFORE DELETE ON announcement
BEGIN SELECT RAISE(ABORT, 'an announcement is never deleted'); END;
CREATE TABLE announcement_withdrawal (
  announcement INTEGER PRIMARY KEY REFERENCES announcement (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER announcement_withdrawal_is_frozen BEFORE UPDATE ON announcement_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;
CREATE TRIGGER announcement_withdrawal_is_kept BEFORE DELETE ON announcement_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;
CREATE TABLE announcement_read (
  announcement INTEGER NOT NULL REFERENCES announcement (id),
  person INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  PRIMARY KEY (announcement, person)
) STRICT, WITHOUT ROWID;
-- The last row of a person says whether the person comes.
CREATE TABLE sign_up (
  id INTEGER PRIMARY KEY,
  announcement INTEGER NOT NULL REFERENCES announcement (id),
  person INTEGER NOT NULL REFERENCES person (id),
  comes INTEGER NOT NULL CHECK (comes IN (0, 1)),
  at TEXT NOT NULL
) STRICT;
CREATE INDEX sign_up_announcement ON sign_up (announcement, person, id);
CREATE TRIGGER sign_up_is_frozen BEFORE UPDATE ON sign_up
BEGIN SELECT RAISE(ABORT, 'signing off is a row of its own'); END;
CREATE TRIGGER sign_up_is_kept BEFORE DELETE ON sign_up
BEGIN SELECT RAISE(ABORT, 'signing off is a row of its own'); END;
