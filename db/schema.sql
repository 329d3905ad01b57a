CREATE TABLE migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL) STRICT;

CREATE TABLE county (
  number TEXT PRIMARY KEY CHECK (length(number) = 2),
  name TEXT NOT NULL,
  valid_from TEXT,
  valid_to TEXT,
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;

CREATE TABLE municipality (
  number TEXT PRIMARY KEY CHECK (length(number) = 4),
  name TEXT NOT NULL,
  county TEXT NOT NULL REFERENCES county (number),
  language TEXT CHECK (language IN ('nb', 'nn', 'neutral')),
  valid_from TEXT,
  valid_to TEXT,
  CHECK (valid_from IS NULL OR valid_to IS NULL OR valid_from < valid_to)
) STRICT;

CREATE TABLE municipality_change (
  date TEXT NOT NULL,
  old TEXT NOT NULL,
  new TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('renumber', 'merge', 'split', 'rename', 'boundary')),
  PRIMARY KEY (date, old, new, kind)
) STRICT;

CREATE TABLE governor (
  code TEXT NOT NULL,
  name_nb TEXT NOT NULL,
  name_nn TEXT NOT NULL,
  website TEXT,
  valid_from TEXT,
  valid_to TEXT,
  UNIQUE (code, valid_from)
) STRICT;

CREATE TABLE governor_county (
  governor TEXT NOT NULL,
  county TEXT NOT NULL REFERENCES county (number),
  valid_from TEXT,
  valid_to TEXT,
  UNIQUE (county, valid_from)
) STRICT;

CREATE TABLE office (
  number TEXT PRIMARY KEY CHECK (length(number) = 4),
  name TEXT NOT NULL,
  org_number TEXT,
  status TEXT NOT NULL CHECK (status IN ('active', 'closed')),
  successor TEXT REFERENCES office (number) DEFERRABLE INITIALLY DEFERRED,
  valid_from TEXT,
  valid_to TEXT
) STRICT;

CREATE TABLE unit (
  id TEXT PRIMARY KEY CHECK (id = office || '-' || municipality),
  office TEXT NOT NULL REFERENCES office (number),
  municipality TEXT NOT NULL REFERENCES municipality (number),
  district_number TEXT,
  district_name TEXT,
  valid_from TEXT,
  valid_to TEXT
) STRICT;

CREATE INDEX unit_office ON unit (office);

CREATE INDEX unit_municipality ON unit (municipality);

CREATE TABLE unit_change (
  date TEXT NOT NULL,
  old TEXT NOT NULL REFERENCES unit (id),
  new TEXT NOT NULL REFERENCES unit (id),
  kind TEXT NOT NULL CHECK (kind IN ('renumber', 'merge', 'split')),
  PRIMARY KEY (date, old, new)
) STRICT;

CREATE INDEX unit_change_new ON unit_change (new);

CREATE TABLE form (
  version TEXT PRIMARY KEY,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  valid_from TEXT NOT NULL UNIQUE,
  published_at TEXT NOT NULL
) STRICT;

CREATE TABLE plan (
  version INTEGER PRIMARY KEY,
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  -- Not unique: a version may be replaced before its first period opens, by a later one from the same period.
  valid_from TEXT NOT NULL,
  published_at TEXT NOT NULL
) STRICT;

CREATE TABLE period (
  period TEXT PRIMARY KEY CHECK (period GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]'),
  form TEXT NOT NULL REFERENCES form (version),
  plan INTEGER NOT NULL REFERENCES plan (version),
  opened_at TEXT NOT NULL,
  imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1)),
  final_at TEXT
) STRICT;

CREATE TABLE report (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL REFERENCES unit (id),
  period TEXT NOT NULL REFERENCES period (period),
  form TEXT NOT NULL REFERENCES form (version),
  deadline TEXT NOT NULL,
  closes_on TEXT NOT NULL,
  municipality TEXT NOT NULL REFERENCES municipality (number),
  county TEXT NOT NULL REFERENCES county (number),
  governor TEXT,
  expected_participants REAL,
  UNIQUE (unit, period)
) STRICT;

CREATE INDEX report_period ON report (period, county);

CREATE TRIGGER report_is_frozen BEFORE UPDATE ON report
BEGIN SELECT RAISE(ABORT, 'a report is frozen when its period opens'); END;

CREATE TRIGGER report_is_kept BEFORE DELETE ON report
BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;

CREATE TABLE exemption (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  exempt INTEGER NOT NULL CHECK (exempt IN (0, 1)),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  who TEXT NOT NULL,
  known_at TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX exemption_report ON exemption (report);

CREATE TRIGGER exemption_is_kept BEFORE DELETE ON exemption
BEGIN SELECT RAISE(ABORT, 'an exemption is taken back by a new row'); END;

CREATE TRIGGER exemption_is_frozen BEFORE UPDATE ON exemption
BEGIN SELECT RAISE(ABORT, 'an exemption is taken back by a new row'); END;

CREATE TABLE draft (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  version INTEGER NOT NULL CHECK (version > 0),
  input TEXT NOT NULL CHECK (json_valid(input)),
  saved_by INTEGER NOT NULL REFERENCES person (id),
  saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE submission (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  number INTEGER NOT NULL CHECK (number > 0),
  form TEXT NOT NULL REFERENCES form (version),
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  reasons TEXT NOT NULL CHECK (json_valid(reasons)),
  comment TEXT NOT NULL CHECK (length(comment) <= 2000),
  breaks TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(breaks)),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  key TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL CHECK (channel IN ('page', 'api', 'file', 'import')),
  submitted_by INTEGER REFERENCES person (id),
  submitted_name TEXT NOT NULL,
  submitted_at TEXT,
  on_time INTEGER CHECK (on_time IN (0, 1)),
  known_at TEXT NOT NULL UNIQUE,
  UNIQUE (report, number),
  CHECK ((submitted_at IS NULL) = (on_time IS NULL))
) STRICT;

CREATE TRIGGER submission_follows_the_last BEFORE INSERT ON submission
WHEN NEW.number <> 1 + (SELECT count(*) FROM submission WHERE report = NEW.report)
  OR NEW.known_at <= (SELECT max(known_at) FROM submission)
BEGIN SELECT RAISE(ABORT, 'a submission takes the next number and a later known_at'); END;

CREATE TRIGGER submission_is_frozen BEFORE UPDATE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission is never changed'); END;

CREATE TRIGGER submission_is_kept BEFORE DELETE ON submission
BEGIN SELECT RAISE(ABORT, 'a submission is never deleted'); END;

CREATE TABLE figure (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  submission INTEGER NOT NULL UNIQUE REFERENCES submission (id)
, first_on_time INTEGER CHECK (first_on_time IN (0, 1)), number INTEGER CHECK (number > 0), first_submitted_at TEXT) STRICT;

CREATE TABLE target (
  municipality TEXT NOT NULL REFERENCES municipality (number),
  valid_from TEXT NOT NULL,
  expected_participants REAL NOT NULL CHECK (expected_participants >= 0),
  source TEXT NOT NULL CHECK (length(source) > 0),
  loaded_at TEXT NOT NULL,
  who TEXT NOT NULL,
  PRIMARY KEY (municipality, valid_from)
) STRICT;

CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL UNIQUE CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  language TEXT CHECK (language IN ('nb', 'nn')),
  address_state TEXT NOT NULL DEFAULT 'ok' CHECK (address_state IN ('ok', 'dead')),
  created_at TEXT NOT NULL
) STRICT;

CREATE TABLE role (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  role TEXT NOT NULL CHECK (role IN ('reporter', 'leader', 'municipality', 'governor', 'directorate')),
  scope TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  UNIQUE (person, role, scope, valid_from),
  CHECK ((role = 'directorate') = (scope = ''))
) STRICT;

CREATE INDEX role_scope ON role (role, scope);

CREATE TABLE session (
  id_hash TEXT PRIMARY KEY,
  person INTEGER REFERENCES person (id),
  data TEXT NOT NULL CHECK (json_valid(data)),
  created_at TEXT NOT NULL,
  last_used_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
) STRICT;

CREATE INDEX session_person ON session (person);

CREATE TABLE sign_in_code (
  id INTEGER PRIMARY KEY,
  email TEXT NOT NULL,
  person INTEGER REFERENCES person (id),
  code_hash TEXT NOT NULL,
  salt TEXT NOT NULL,
  browser_hash TEXT NOT NULL,
  ip TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  used_at TEXT
) STRICT;

CREATE INDEX sign_in_code_browser ON sign_in_code (browser_hash);

CREATE INDEX sign_in_code_email ON sign_in_code (email, created_at);

CREATE INDEX sign_in_code_ip ON sign_in_code (ip, created_at);

CREATE TABLE api_token (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('reporter', 'leader', 'municipality', 'governor', 'directorate')),
  scope TEXT NOT NULL,
  token_hash TEXT NOT NULL UNIQUE,
  created_at TEXT NOT NULL,
  expires_at TEXT,
  revoked_at TEXT
) STRICT;

CREATE TABLE kept_form (
  person INTEGER NOT NULL REFERENCES person (id),
  unit TEXT NOT NULL,
  period TEXT NOT NULL,
  input TEXT NOT NULL CHECK (json_valid(input)),
  kept_at TEXT NOT NULL,
  PRIMARY KEY (person, unit, period)
) STRICT;

CREATE TABLE notice (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  message_id TEXT NOT NULL UNIQUE,
  step TEXT NOT NULL,
  period TEXT,
  office TEXT REFERENCES office (number),
  governor TEXT,
  person INTEGER REFERENCES person (id),
  recipient TEXT,
  submission INTEGER REFERENCES submission (id),
  due TEXT NOT NULL,
  planned_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN
    ('planned', 'claimed', 'sent', 'unknown', 'refused', 'failed', 'skipped', 'bounced')),
  reason TEXT,
  -- Claims; of these ended by a temporary refusal, by an unclear end, by a fault of the program.
  attempts INTEGER NOT NULL DEFAULT 0,
  retries INTEGER NOT NULL DEFAULT 0,
  unknowns INTEGER NOT NULL DEFAULT 0,
  exceptions INTEGER NOT NULL DEFAULT 0,
  -- When it may be claimed: for a claimed row the end of its lease, for a settled one never.
  next_at TEXT NOT NULL,
  lease_until TEXT,
  lease_owner TEXT,
  smtp_answer TEXT,
  sent_at TEXT,
  CHECK (state <> 'sent' OR sent_at IS NOT NULL),
  CHECK (state <> 'skipped' OR reason IS NOT NULL),
  CHECK ((state = 'claimed') = (lease_until IS NOT NULL AND lease_owner IS NOT NULL))
) STRICT;

CREATE INDEX notice_open ON notice (next_at) WHERE state IN ('planned', 'claimed', 'unknown');

CREATE INDEX notice_period ON notice (period, step);

CREATE TRIGGER notice_is_kept BEFORE DELETE ON notice
BEGIN SELECT RAISE(ABORT, 'the ledger is never deleted from'); END;

CREATE TABLE kept_mail (
  id INTEGER PRIMARY KEY,
  kept_at TEXT NOT NULL,
  message_id TEXT NOT NULL,
  recipient TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  raw BLOB NOT NULL
) STRICT;

CREATE TABLE event (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  what TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  previous TEXT NOT NULL UNIQUE,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX event_subject ON event (subject);

CREATE TRIGGER event_is_frozen BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never changed'); END;

CREATE TRIGGER event_is_kept BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'an event is never deleted'); END;

CREATE TABLE service (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE follow_up (
  id INTEGER PRIMARY KEY,
  unit TEXT NOT NULL UNIQUE REFERENCES unit (id),
  opened_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER follow_up_is_frozen BEFORE UPDATE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a follow-up changes by its events'); END;

CREATE TRIGGER follow_up_is_kept BEFORE DELETE ON follow_up
BEGIN SELECT RAISE(ABORT, 'a follow-up is never deleted'); END;

CREATE TABLE letter_template (
  id INTEGER PRIMARY KEY,
  governor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('request', 'reminder', 'closing')),
  version INTEGER NOT NULL CHECK (version > 0),
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  published_at TEXT NOT NULL,
  who TEXT NOT NULL,
  UNIQUE (governor, kind, version)
) STRICT;

CREATE TRIGGER letter_template_is_frozen BEFORE UPDATE ON letter_template
BEGIN SELECT RAISE(ABORT, 'a template is changed by a new version'); END;

CREATE TRIGGER letter_template_is_kept BEFORE DELETE ON letter_template
BEGIN SELECT RAISE(ABORT, 'a template is never deleted'); END;

CREATE TABLE letter (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  kind TEXT NOT NULL CHECK (kind IN ('request', 'reminder', 'closing')),
  language TEXT NOT NULL CHECK (language IN ('nb', 'nn')),
  governor TEXT NOT NULL,
  template INTEGER NOT NULL REFERENCES letter_template (id),
  content TEXT NOT NULL CHECK (json_valid(content)),
  version INTEGER NOT NULL CHECK (version > 0),
  saved_by INTEGER NOT NULL REFERENCES person (id),
  saved_at TEXT NOT NULL,
  frozen_at TEXT,
  sha256 TEXT,
  discarded_at TEXT,
  CHECK ((frozen_at IS NULL) = (sha256 IS NULL)),
  CHECK (frozen_at IS NULL OR discarded_at IS NULL)
) STRICT;

CREATE UNIQUE INDEX letter_draft ON letter (follow_up) WHERE frozen_at IS NULL AND discarded_at IS NULL;

CREATE INDEX letter_follow_up ON letter (follow_up);

CREATE TRIGGER letter_is_frozen BEFORE UPDATE ON letter
WHEN OLD.frozen_at IS NOT NULL OR OLD.discarded_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a letter with its number and date is never changed'); END;

CREATE TRIGGER letter_is_kept BEFORE DELETE ON letter
BEGIN SELECT RAISE(ABORT, 'a letter is never deleted'); END;

CREATE TABLE answer (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  answered_on TEXT NOT NULL,
  channel TEXT NOT NULL CHECK (channel IN ('service', 'post')),
  reference TEXT NOT NULL,
  text TEXT NOT NULL,
  file_name TEXT,
  file BLOB,
  sha256 TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  received_at TEXT NOT NULL,
  CHECK ((file IS NULL) = (file_name IS NULL)),
  CHECK (file IS NOT NULL OR length(text) > 0)
) STRICT;

CREATE INDEX answer_follow_up ON answer (follow_up);

CREATE TRIGGER answer_is_frozen BEFORE UPDATE ON answer
BEGIN SELECT RAISE(ABORT, 'an answer is never changed'); END;

CREATE TRIGGER answer_is_kept BEFORE DELETE ON answer
BEGIN SELECT RAISE(ABORT, 'an answer is never deleted'); END;

CREATE TABLE follow_up_event (
  id INTEGER PRIMARY KEY,
  follow_up INTEGER NOT NULL REFERENCES follow_up (id),
  at TEXT NOT NULL,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('opened', 'reopened', 'causeAdded', 'assigned', 'note', 'decision', 'due',
    'letter', 'journal', 'answer', 'closed')),
  cause TEXT CHECK (cause IN ('missing', 'below', 'above', 'other')),
  period TEXT,
  day TEXT,
  person INTEGER REFERENCES person (id),
  letter INTEGER REFERENCES letter (id),
  answer INTEGER REFERENCES answer (id),
  text TEXT NOT NULL,
  key TEXT,
  UNIQUE (follow_up, key),
  CHECK ((kind IN ('opened', 'reopened', 'causeAdded')) = (cause IS NOT NULL)),
  CHECK ((kind IN ('letter', 'journal')) = (letter IS NOT NULL)),
  CHECK ((kind = 'answer') = (answer IS NOT NULL))
) STRICT;

CREATE INDEX follow_up_event_follow_up ON follow_up_event (follow_up);

CREATE TRIGGER follow_up_event_is_frozen BEFORE UPDATE ON follow_up_event
BEGIN SELECT RAISE(ABORT, 'a time line is never changed'); END;

CREATE TRIGGER follow_up_event_is_kept BEFORE DELETE ON follow_up_event
BEGIN SELECT RAISE(ABORT, 'a time line is never deleted from'); END;

CREATE INDEX submission_first ON submission (report, on_time) WHERE number = 1;

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

CREATE TABLE extract_submission (
  extract INTEGER NOT NULL REFERENCES extract (id),
  submission INTEGER NOT NULL REFERENCES submission (id),
  PRIMARY KEY (extract, submission)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER extract_submission_is_frozen BEFORE UPDATE ON extract_submission
BEGIN SELECT RAISE(ABORT, 'an extract is never changed'); END;

CREATE TRIGGER extract_submission_is_kept BEFORE DELETE ON extract_submission
BEGIN SELECT RAISE(ABORT, 'an extract is never deleted'); END;

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

CREATE INDEX notice_due ON notice (due, id);

CREATE INDEX notice_office ON notice (office, period);

CREATE TABLE incident (
  id INTEGER PRIMARY KEY,
  person INTEGER NOT NULL REFERENCES person (id),
  -- As it was when mail was refused.
  address TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('refused', 'bounced')),
  notice INTEGER REFERENCES notice (id),
  -- What the mail server said.
  answer TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('changed', 'good', 'left')),
  closed_at TEXT,
  closed_by TEXT,
  CHECK ((outcome IS NULL) = (closed_at IS NULL) AND (outcome IS NULL) = (closed_by IS NULL))
) STRICT;

CREATE UNIQUE INDEX incident_open ON incident (person) WHERE closed_at IS NULL;

CREATE TRIGGER incident_is_settled BEFORE UPDATE OF person, kind, notice, opened_at, outcome, closed_at, closed_by ON incident
WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a closed incident is never changed'); END;

CREATE TRIGGER incident_is_kept BEFORE DELETE ON incident
BEGIN SELECT RAISE(ABORT, 'an incident is never deleted'); END;

CREATE TABLE unread_bounce (
  id INTEGER PRIMARY KEY,
  received_at TEXT NOT NULL,
  fault TEXT NOT NULL,
  sender TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;

CREATE TABLE extension (
  id INTEGER PRIMARY KEY,
  report INTEGER NOT NULL REFERENCES report (id),
  deadline TEXT NOT NULL,
  closes_on TEXT NOT NULL CHECK (closes_on >= deadline),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  who TEXT NOT NULL,
  known_at TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX extension_report ON extension (report);

CREATE TRIGGER extension_is_kept BEFORE DELETE ON extension
BEGIN SELECT RAISE(ABORT, 'an extension is taken back by a new row'); END;

CREATE TRIGGER extension_is_frozen BEFORE UPDATE ON extension
BEGIN SELECT RAISE(ABORT, 'an extension is taken back by a new row'); END;

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

CREATE TABLE late_reason (
  report INTEGER PRIMARY KEY REFERENCES report (id),
  reason TEXT NOT NULL CHECK (reason IN ('capacity', 'figuresNotReady', 'noticeNotReceived', 'other')),
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER late_reason_is_frozen BEFORE UPDATE ON late_reason
BEGIN SELECT RAISE(ABORT, 'a reason for lateness is told once'); END;

CREATE TRIGGER late_reason_is_kept BEFORE DELETE ON late_reason
BEGIN SELECT RAISE(ABORT, 'a reason for lateness is told once'); END;

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

CREATE TABLE form_time (
  form TEXT NOT NULL REFERENCES form (version),
  up_to_minutes INTEGER NOT NULL CHECK (up_to_minutes >= 0),
  reports INTEGER NOT NULL CHECK (reports > 0),
  seconds INTEGER NOT NULL CHECK (seconds >= 0),
  PRIMARY KEY (form, up_to_minutes)
) STRICT;

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

CREATE TABLE announcement (
  id INTEGER PRIMARY KEY,
  governor TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('information', 'gathering')),
  subject_nb TEXT,
  body_nb TEXT,
  subject_nn TEXT,
  body_nn TEXT,
  starts_at TEXT,
  ends_at TEXT CHECK (ends_at > starts_at),
  place TEXT,
  who TEXT NOT NULL,
  name TEXT NOT NULL,
  published_at TEXT NOT NULL,
  -- Of the form it came from: the same form sent again adds nothing.
  key TEXT NOT NULL UNIQUE, about_figures INTEGER NOT NULL DEFAULT 0 CHECK (about_figures IN (0, 1)),
  CHECK ((subject_nb IS NULL) = (body_nb IS NULL) AND (subject_nn IS NULL) = (body_nn IS NULL)),
  CHECK (subject_nb IS NOT NULL OR subject_nn IS NOT NULL),
  CHECK ((kind = 'gathering') = (starts_at IS NOT NULL)),
  CHECK ((starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (place IS NULL))
) STRICT;

CREATE TRIGGER announcement_is_frozen BEFORE UPDATE ON announcement
BEGIN SELECT RAISE(ABORT, 'an announcement is never changed'); END;

CREATE TRIGGER announcement_is_kept BEFORE DELETE ON announcement
BEGIN SELECT RAISE(ABORT, 'an announcement is never deleted'); END;

CREATE TABLE announcement_withdrawal (
  announcement INTEGER PRIMARY KEY REFERENCES announcement (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  who TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TRIGGER announcement_withdrawal_is_frozen BEFORE UPDATE ON announcement_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;

CREATE TRIGGER announcement_withdrawal_is_kept BEFORE DELETE ON announcement_withdrawal
BEGIN SELECT RAISE(ABORT, 'what is withdrawn stays withdrawn'); END;

CREATE TABLE announcement_read (
  announcement INTEGER NOT NULL REFERENCES announcement (id),
  person INTEGER NOT NULL REFERENCES person (id),
  at TEXT NOT NULL,
  PRIMARY KEY (announcement, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_up (
  id INTEGER PRIMARY KEY,
  announcement INTEGER NOT NULL REFERENCES announcement (id),
  person INTEGER NOT NULL REFERENCES person (id),
  comes INTEGER NOT NULL CHECK (comes IN (0, 1)),
  at TEXT NOT NULL
) STRICT;

CREATE INDEX sign_up_announcement ON sign_up (announcement, person, id);

CREATE TRIGGER sign_up_is_frozen BEFORE UPDATE ON sign_up
BEGIN SELECT RAISE(ABORT, 'signing off is a row of its own'); END;

CREATE TRIGGER sign_up_is_kept BEFORE DELETE ON sign_up
BEGIN SELECT RAISE(ABORT, 'signing off is a row of its own'); END;

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

CREATE TABLE ended_draft (
  report INTEGER NOT NULL REFERENCES report (id),
  version INTEGER NOT NULL,
  page TEXT,
  ended_at TEXT NOT NULL
) STRICT;

CREATE INDEX ended_draft_report ON ended_draft (report);

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
