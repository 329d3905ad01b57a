-- A governor and a set of offices go through the KVP decisions of a span together. An entry holds no name, case number or
-- free text: a number and the options that were chosen.
CREATE TABLE review (
  id INTEGER PRIMARY KEY,
  governor TEXT NOT NULL,
  title TEXT NOT NULL CHECK (length(title) > 0),
  from_day TEXT NOT NULL,
  to_day TEXT NOT NULL CHECK (to_day >= from_day),
  -- The version in db/reviews that its decisions are judged by.
  criteria TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  created_at TEXT NOT NULL,
  -- Of the form it came from: the same form sent again adds nothing.
  key TEXT NOT NULL UNIQUE
) STRICT;
CREATE TRIGGER review_is_frozen BEFORE UPDATE ON review
BEGIN SELECT RAISE(ABORT, 'a review is never changed'); END;
CREATE TRIGGER review_is_kept BEFORE DELETE ON review
BEGIN SELECT RAISE(ABORT, 'a review is never deleted'); END;
CREATE TABLE review_unit (
  review INTEGER NOT NULL REFERENCES review (id),
  unit TEXT NOT NULL REFERENCES unit (id),
  PRIMARY KEY (review, unit)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER review_unit_is_frozen BEFORE UPDATE ON review_unit
BEGIN SELECT RAISE(ABORT, 'the units of a review are never changed'); END;
CREATE TRIGGER review_unit_is_kept BEFORE DELETE ON review_unit
BEGIN SELECT RAISE(ABORT, 'the units of a review are never changed'); END;
CREATE TABLE review_closing (
  review INTEGER PRIMARY KEY REFERENCES review (id),
  conclusion TEXT NOT NULL CHECK (length(conclusion) > 0),
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER review_closing_is_frozen BEFORE UPDATE ON review_closing
BEGIN SELECT RAISE(ABORT, 'a closed review stays closed'); END;
CREATE TRIGGER review_closing_is_kept BEFORE DELETE ON review_closing
BEGIN SELECT RAISE(ABORT, 'a closed review stays closed'); END;
-- One decision that was gone through.
CREATE TABLE review_entry (
  id INTEGER PRIMARY KEY,
  review INTEGER NOT NULL,
  unit TEXT NOT NULL,
  -- Within the unit. One that was withdrawn keeps its number.
  number INTEGER NOT NULL CHECK (number > 0),
  -- The chosen option by criterion.
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  UNIQUE (review, unit, number),
  FOREIGN KEY (review, unit) REFERENCES review_unit (review, unit)
) STRICT;
CREATE TRIGGER review_entry_is_frozen BEFORE UPDATE ON review_entry
BEGIN SELECT RAISE(ABORT, 'an entry is never changed: withdraw it and add another'); END;
CREATE TRIGGER review_entry_is_kept BEFORE DELETE ON review_entry
BEGIN SELECT RAISE(ABORT, 'an entry is never deleted: withdraw it'); END;
CREATE TRIGGER review_entry_is_in_time BEFORE INSERT ON review_entry
WHEN EXISTS (SELECT 1 FROM review_closing WHERE review = NEW.review)
BEGIN SELECT RAISE(ABORT, 'a closed review takes no more'); END;
CREATE TABLE review_entry_withdrawal (
  entry INTEGER PRIMARY KEY REFERENCES review_entry (id),
  reason TEXT NOT NULL CHECK (reason IN ('twice', 'wrongUnit', 'wrongAnswers', 'outsideSpan')),
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE TRIGGER review_entry_withdrawal_is_frozen BEFORE UPDATE ON review_entry_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;
CREATE TRIGGER review_entry_withdrawal_is_kept BEFORE DELETE ON review_entry_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;
CREATE TRIGGER review_entry_withdrawal_is_in_time BEFORE INSERT ON review_entry_withdrawal
WHEN EXISTS (
  SELECT 1 FROM review_entry JOIN review_closing ON review_closing.review = review_entry.review
  WHERE review_entry.id = NEW.entry
)
BEGIN SELECT RAISE(ABORT, 'a closed review stays as it was'); END;
