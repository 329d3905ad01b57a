-- Whether a report was received, and on time, by its first delivery alone: totals read nothing else of a submission.
CREATE INDEX submission_first ON submission (report, on_time) WHERE number = 1;
