-- Drafts that were deleted, and the form pages they were deleted from or had been saved by: what such a page saves by
-- itself comes late, and brings nothing back. The versions of the next draft go on from there, so that a version a page
-- has seen never means another draft.

CREATE TABLE ended_draft (
  report INTEGER NOT NULL REFERENCES report (id),
  version INTEGER NOT NULL,
  page TEXT,
  ended_at TEXT NOT NULL
) STRICT;

CREATE INDEX ended_draft_report ON ended_draft (report);
