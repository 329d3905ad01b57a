-- Inquiries about a report: what the directorate or a governor asks an office, and what it answers.

CREATE TABLE inquiry (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  asked_at TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asked_name TEXT NOT NULL,
  answer TEXT CHECK (length(answer) BETWEEN 1 AND 2000),
  answered_at TEXT,
  answered_by TEXT,
  answered_name TEXT,
  CHECK ((answer IS NULL) = (answered_at IS NULL)),
  CHECK ((answer IS NULL) = (answered_by IS NULL)),
  CHECK ((answer IS NULL) = (answered_name IS NULL))
) STRICT;
CREATE INDEX inquiry_report ON inquiry (report);
CREATE TRIGGER inquiry_is_kept BEFORE DELETE ON inquiry
BEGIN SELECT RAISE(ABORT, 'an inquiry is never deleted'); END;
CREATE TRIGGER inquiry_is_answered_once BEFORE UPDATE ON inquiry
WHEN OLD.answer IS NOT NULL OR NEW.text <> OLD.text OR NEW.report <> OLD.report OR NEW.asked_at <> OLD.asked_at
  OR NEW.asked_by <> OLD.asked_by OR NEW.asked_name <> OLD.asked_name
BEGIN SELECT RAISE(ABORT, 'an inquiry is answered once and never changed'); END;
