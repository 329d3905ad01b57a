-- What belongs to reports beside their numbers: reopening after the closing day, reasons for lateness, comments on single
-- figures, and how long a form takes.

-- The directorate opens a delivered report for correction, up to and including a day. The latest row of a report counts;
-- one without a day closes it again.
CREATE TABLE reopening (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  until TEXT,
  reason TEXT NOT NULL CHECK (length(reason) BETWEEN 1 AND 2000),
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX reopening_report ON reopening (report);
CREATE TRIGGER reopening_is_frozen BEFORE UPDATE ON reopening
BEGIN SELECT RAISE(ABORT, 'a reopening is taken back by a new row'); END;
CREATE TRIGGER reopening_is_kept BEFORE DELETE ON reopening
BEGIN SELECT RAISE(ABORT, 'a reopening is taken back by a new row'); END;

-- Why a report was late, as its first delivery was asked. No part of the submission and its hash.
CREATE TABLE late_reason (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  reason TEXT NOT NULL CHECK (reason IN ('capacity', 'figuresNotReady', 'noticeNotReceived', 'other')),
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER late_reason_is_frozen BEFORE UPDATE ON late_reason
BEGIN SELECT RAISE(ABORT, 'a reason for lateness is told once'); END;
CREATE TRIGGER late_reason_is_kept BEFORE DELETE ON late_reason
BEGIN SELECT RAISE(ABORT, 'a reason for lateness is told once'); END;

-- A comment on one figure of a submission; sha256 covers the submission's own hash, the question and the text.
CREATE TABLE figure_comment (
  submission INTEGER NOT NULL REFERENCES submission (id),
  question TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 500),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (submission, question)
) STRICT;
CREATE TRIGGER figure_comment_is_frozen BEFORE UPDATE ON figure_comment
BEGIN SELECT RAISE(ABORT, 'a comment on a figure is never changed'); END;
CREATE TRIGGER figure_comment_is_kept BEFORE DELETE ON figure_comment
BEGIN SELECT RAISE(ABORT, 'a comment on a figure is never deleted'); END;

-- How long first deliveries took from the page being opened, summed per form version: up to so many minutes (0: longer
-- than the longest). Nothing here tells which person or office.
CREATE TABLE form_time (
  form TEXT NOT NULL REFERENCES form (version),
  up_to_minutes INTEGER NOT NULL CHECK (up_to_minutes >= 0),
  reports INTEGER NOT NULL CHECK (reports > 0),
  seconds INTEGER NOT NULL CHECK (seconds >= 0),
  PRIMARY KEY (form, up_to_minutes)
) STRICT;
