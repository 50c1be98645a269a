CREATE TABLE post_facts (
    listed_at timestamptz NOT NULL,
    post_id bigint NOT NULL,
    source text NOT NULL,
    kind text NOT NULL,
    relevant boolean NOT NULL,
    needs_answer boolean NOT NULL,
    flagged boolean NOT NULL,
    sentiment text NOT NULL,
    labels text[] NOT NULL,
    tones text[] NOT NULL,
    provinces text[] NOT NULL,
    PRIMARY KEY (listed_at, post_id)
);
CREATE INDEX post_facts_source ON post_facts (source, listed_at, post_id);
CREATE INDEX post_facts_flagged ON post_facts (listed_at, post_id) WHERE flagged;

CREATE VIEW fact_rows AS
SELECT k.listed_at, k.post_id, p.source, p.kind, r.relevant, r.needs_answer, (f.post_id IS NOT NULL) AS flagged,
       r.sentiment, r.labels,
       ARRAY(SELECT t.tone FROM jsonb_each(r.targets) g
             CROSS JOIN LATERAL (VALUES (g.key), (g.key || ':' || (g.value ->> 'label'))) t (tone) ORDER BY 1) AS tones,
       ARRAY(SELECT c.code FROM post_places c WHERE c.post_id = k.post_id ORDER BY 1) AS provinces
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN predictions r ON r.post_id = k.post_id AND r.model = (SELECT version FROM models WHERE live)
LEFT JOIN flags f ON f.post_id = k.post_id AND f.model = r.model;

INSERT INTO post_facts SELECT * FROM fact_rows ORDER BY listed_at, post_id;

ALTER TABLE posts ALTER COLUMN search SET STORAGE MAIN;

DO $$
DECLARE month regclass;
BEGIN
    FOR month IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'posts'::regclass LOOP
        EXECUTE format('ALTER TABLE %s SET (toast_tuple_target = 8160)', month);
    END LOOP;
END $$;
