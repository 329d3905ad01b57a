-- Dead addresses as incidents with an owner; extensions of a deadline for one unit and period.

-- Mail to a person does not arrive. Open until the address is changed, declared good again, or the person has left. Who
-- owns it is worked out from the roles of the day, so that it never goes stale.
CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  -- As it was when mail was refused.
  address TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('refused', 'bounced')),
  notice INTEGER REFERENCES notice (id),
  -- What the mail server said.
  answer TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('changed', 'good', 'left')),
  closed_at TEXT,
  closed_by TEXT,
  CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX incident_open ON incident (person) WHERE closed_at IS NULL;
CREATE TRIGGER incident_is_settled BEFORE UPDATE OF person, kind, notice, opened_at, outcome, closed_at, closed_by ON incident
WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed incident is never changed'); END;
CREATE TRIGGER incident_is_kept BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'an incident is never deleted'); END;

-- What came to the address for bounces and could not be read by the program: kept for a person, and not for long, since
-- it may say anything.
CREATE TABLE unread_bounce (
  id INTEGER PRIMARY KEY,
  received_at TEXT NOT NULL,
  fault TEXT NOT NULL,
  sender TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

-- A later deadline for one unit and period. The latest row for a report counts; one with the report's own deadline takes
-- the extension back. closes_on follows the deadline.
CREATE TABLE extension (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  deadline TEXT NOT NULL,
  closes_on TEXT NOT NULL CHECK (closes_on >= deadline),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  who TEXT NOT NULL,
  known_at TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX extension_report ON extension (report);
CREATE TRIGGER extension_is_kept BEFORE DELETE ON extension
BEGIN SELECT RAISE(ABORT, 'an extension is taken back by a new row'); END;
CREATE TRIGGER extension_is_frozen BEFORE UPDATE ON extension
BEGIN SELECT RAISE(ABORT, 'an extension is taken back by a new row'); END;
