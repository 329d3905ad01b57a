-- Switches per kind of mail, and who turned them. The latest row of a kind counts; without one it is on.
CREATE TABLE mail_switch (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  turned_on INTEGER NOT NULL CHECK (turned_on IN (0, 1)),
  reason TEXT NOT NULL CHECK (turned_on = 1 OR length(reason) > 0),
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX mail_switch_kind ON mail_switch (kind, id);
CREATE TRIGGER mail_switch_is_frozen BEFORE UPDATE ON mail_switch
BEGIN SELECT RAISE(ABORT, 'a switch is turned by a new row'); END;
CREATE TRIGGER mail_switch_is_kept BEFORE DELETE ON mail_switch
BEGIN SELECT RAISE(ABORT, 'a switch is turned by a new row'); END;

-- The ledger page sorts by when a notice was due, and looks notices up by office.
CREATE INDEX notice_due ON notice (due, id);
CREATE INDEX notice_office ON notice (office, period);
