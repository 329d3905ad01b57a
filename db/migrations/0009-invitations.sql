-- A colleague lets somebody report for the office. The role begins when the invited person signs in with the code sent to
-- the address: until then it is here, and opens nothing. mail: how the mail that told of it went.
CREATE TABLE invitation (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  -- As the colleague wrote it, who is not told how the service knows the person already.
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  office TEXT NOT NULL REFERENCES office (number),
  invited_by INTEGER NOT NULL REFERENCES person (id),
  invited_at TEXT NOT NULL,
  expires_at TEXT NOT NULL CHECK (expires_at > invited_at),
  mail TEXT CHECK (mail IN ('sent', 'failed')),
  outcome TEXT CHECK (outcome IN ('confirmed', 'withdrawn')),
  settled_at TEXT,
  CHECK ((outcome IS NULL) = (settled_at IS NULL))
) STRICT;
CREATE INDEX invitation_person ON invitation (person);
CREATE INDEX invitation_office ON invitation (office);
CREATE TRIGGER invitation_is_settled BEFORE UPDATE ON invitation WHEN OLD.outcome IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a settled invitation is never changed'); END;
CREATE TRIGGER invitation_is_kept BEFORE DELETE ON invitation
BEGIN SELECT RAISE(ABORT, 'an invitation is never deleted'); END;
