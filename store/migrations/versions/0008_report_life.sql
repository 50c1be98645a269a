ALTER TABLE reports
    ADD COLUMN subject text NOT NULL DEFAULT '',
    ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version > 0),
    ADD COLUMN state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'approved', 'frozen')),
    ADD COLUMN replaces bigint REFERENCES reports,
    ADD COLUMN reason text NOT NULL DEFAULT '',
    ADD COLUMN approved_at timestamptz,
    ADD COLUMN approved_by bigint REFERENCES users,
    ADD COLUMN pdf bytea,
    ADD COLUMN xlsx bytea;

UPDATE reports SET state = 'frozen' WHERE kind = 'daily';
UPDATE reports SET subject = coalesce(value ->> 'post_id', '') WHERE kind = 'flash';
UPDATE reports r SET version = n.version, replaces = n.replaces
FROM (
    SELECT id, row_number() OVER w AS version, lag(id) OVER w AS replaces
    FROM reports WINDOW w AS (PARTITION BY kind, first_day, last_day, subject ORDER BY id)
) n
WHERE n.id = r.id;
CREATE UNIQUE INDEX reports_versions ON reports (kind, first_day, last_day, subject, version);

CREATE TABLE report_edits (
    report_id bigint NOT NULL REFERENCES reports ON DELETE CASCADE,
    revision integer NOT NULL CHECK (revision > 0),
    written jsonb NOT NULL,
    docx bytea,
    made_at timestamptz NOT NULL DEFAULT now(),
    made_by bigint REFERENCES users,
    PRIMARY KEY (report_id, revision)
);

CREATE TABLE report_letters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    report_id bigint NOT NULL REFERENCES reports ON DELETE CASCADE,
    address text NOT NULL,
    made_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dead')),
    attempts integer NOT NULL DEFAULT 0,
    next_at timestamptz NOT NULL,
    trouble text NOT NULL DEFAULT '',
    finished_at timestamptz,
    UNIQUE (report_id, address)
);
CREATE INDEX report_letters_waiting ON report_letters (next_at, id) WHERE state = 'waiting';

CREATE TABLE timetable_done (
    what text NOT NULL,
    due_at timestamptz NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (what, due_at)
);

CREATE FUNCTION refuse_change_of_report() RETURNS trigger
LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'report % is frozen; make a new version', OLD.id; END $$;

CREATE TRIGGER reports_stay BEFORE UPDATE ON reports
FOR EACH ROW WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change_of_report();

CREATE VIEW report_heads AS
SELECT r.id, r.kind, r.first_day, r.last_day, r.subject, r.version, r.state, r.replaces, r.reason,
       r.made_at, m.name AS made_by, r.approved_at, a.name AS approved_by,
       coalesce((SELECT max(e.revision) FROM report_edits e WHERE e.report_id = r.id), 0) AS revision
FROM reports r
LEFT JOIN users m ON m.id = r.made_by
LEFT JOIN users a ON a.id = r.approved_by;
