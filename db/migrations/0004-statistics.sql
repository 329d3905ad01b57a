-- Extracts: months frozen by the directorate, which public statistics are made from. Nothing of them is ever changed; a
-- later correction makes the next extract.

CREATE TABLE extract (
  id INTEGER PRIMARY KEY,
  period TEXT NOT NULL REFERENCES period (period),
  number INTEGER NOT NULL CHECK (number > 0),
  state TEXT NOT NULL CHECK (state IN ('provisional', 'final')),
  form TEXT NOT NULL REFERENCES form (version),
  threshold INTEGER NOT NULL CHECK (threshold > 0),
  -- Nothing of it can be shown without giving away what must be hidden.
  withheld INTEGER NOT NULL CHECK (withheld IN (0, 1)),
  reason TEXT NOT NULL CHECK (number = 1 OR length(reason) > 0),
  who TEXT NOT NULL,
  frozen_at TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  UNIQUE (period, number)
) STRICT;
CREATE TRIGGER extract_follows_the_last BEFORE INSERT ON extract
WHEN NEW.number <> 1 + (SELECT count(*) FROM extract WHERE period = NEW.period)
  OR (NEW.state = 'provisional' AND EXISTS (SELECT 1 FROM extract WHERE period = NEW.period AND state = 'final'))
BEGIN SELECT RAISE(ABORT, 'an extract takes the next number, and none is provisional after a final one'); END;
CREATE TRIGGER extract_is_frozen BEFORE UPDATE ON extract
BEGIN SELECT RAISE(ABORT, 'an extract is never changed'); END;
CREATE TRIGGER extract_is_kept BEFORE DELETE ON extract
BEGIN SELECT RAISE(ABORT, 'an extract is never deleted'); END;

-- What was in force when it was frozen.
CREATE TABLE extract_submission (
  extract INTEGER NOT NULL REFERENCES extract (id),
  submission INTEGER NOT NULL REFERENCES submission (id),
  PRIMARY KEY (extract, submission)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER extract_submission_is_frozen BEFORE UPDATE ON extract_submission
BEGIN SELECT RAISE(ABORT, 'an extract is never changed'); END;
CREATE TRIGGER extract_submission_is_kept BEFORE DELETE ON extract_submission
BEGIN SELECT RAISE(ABORT, 'an extract is never deleted'); END;

-- The nation ('') and the counties, with how many reports were expected and received.
CREATE TABLE extract_area (
  extract INTEGER NOT NULL REFERENCES extract (id),
  area TEXT NOT NULL,
  expected INTEGER NOT NULL,
  received INTEGER NOT NULL,
  on_time INTEGER NOT NULL,
  PRIMARY KEY (extract, area)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER extract_area_is_frozen BEFORE UPDATE ON extract_area
BEGIN SELECT RAISE(ABORT, 'an extract is never changed'); END;
CREATE TRIGGER extract_area_is_kept BEFORE DELETE ON extract_area
BEGIN SELECT RAISE(ABORT, 'an extract is never deleted'); END;

-- The true sums, and which of them the public does not see; no row where nothing was received or the question not asked.
CREATE TABLE extract_figure (
  extract INTEGER NOT NULL REFERENCES extract (id),
  area TEXT NOT NULL,
  question TEXT NOT NULL,
  value INTEGER NOT NULL CHECK (value >= 0),
  hidden INTEGER NOT NULL CHECK (hidden IN (0, 1)),
  PRIMARY KEY (extract, area, question),
  FOREIGN KEY (extract, area) REFERENCES extract_area (extract, area)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER extract_figure_is_frozen BEFORE UPDATE ON extract_figure
BEGIN SELECT RAISE(ABORT, 'an extract is never changed'); END;
CREATE TRIGGER extract_figure_is_kept BEFORE DELETE ON extract_figure
BEGIN SELECT RAISE(ABORT, 'an extract is never deleted'); END;
