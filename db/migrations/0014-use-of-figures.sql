-- An announcement that tells what the numbers were used for: the newest of the directorate stands on every unit's page.

ALTER TABLE announcement ADD COLUMN about_figures INTEGER NOT NULL DEFAULT 0 CHECK (about_figures IN (0, 1));
