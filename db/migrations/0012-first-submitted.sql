-- The number of the submission in force and the time of the first in the wide row, so that a list of reports reads one row
-- per report and no submission.
ALTER TABLE figure ADD COLUMN number INTEGER CHECK (number > 0);
ALTER TABLE figure ADD COLUMN first_submitted_at TEXT;
UPDATE figure SET (number, first_submitted_at) = (
  SELECT s.number, s1.submitted_at FROM submission s JOIN submission s1 ON s1.report = s.report AND s1.number = 1
  WHERE s.id = figure.submission
);
