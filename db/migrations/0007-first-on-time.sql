-- The verdict of a report's first delivery in its wide row, so that totals read one row per report and no submission.
ALTER TABLE figure ADD COLUMN first_on_time INTEGER CHECK (first_on_time IN (0, 1));
UPDATE figure SET first_on_time = (SELECT s.on_time FROM submission s WHERE s.report = figure.report AND s.number = 1);
