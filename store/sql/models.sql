-- name: register
INSERT INTO models (version, manifest) VALUES (%(version)s, %(manifest)s)
ON CONFLICT (version) DO UPDATE SET manifest = models.manifest || excluded.manifest

-- name: first_live
UPDATE models SET live = true, live_since = now()
WHERE version = %(version)s AND NOT EXISTS (SELECT FROM models WHERE live)

-- name: live
SELECT version FROM models WHERE live

-- name: every
SELECT version, manifest, added_at, live, live_since FROM models ORDER BY added_at DESC, version DESC

-- name: known
SELECT version FROM models WHERE version = %(version)s

-- name: state
SELECT m.live,
       (SELECT count(*) FROM post_keys k
        WHERE k.erased_at IS NULL
          AND NOT EXISTS (SELECT FROM predictions r WHERE r.post_id = k.post_id AND r.model = m.version)) AS missing
FROM models m
WHERE m.version = %(version)s
FOR UPDATE

-- name: carry_wordless
-- Comments whose words are gone cannot be read again: what the model before read in them goes on.
WITH wordless AS (
    SELECT p.id, p.listed_at FROM posts p
    WHERE p.kind = 'comment' AND p.text = ''
      AND NOT EXISTS (SELECT FROM predictions r WHERE r.post_id = p.id AND r.model = %(version)s)
),
said AS (
    INSERT INTO predictions
    SELECT r.post_id, %(version)s, r.relevant, r.relevant_prob, r.topics, r.labels, r.sentiment, r.sentiment_probs, r.targets,
           r.needs_answer, r.needs_answer_prob, r.flag_prob, r.flag_suggested, r.abstained, r.evidence
    FROM predictions r JOIN wordless w ON w.id = r.post_id
    WHERE r.model = (SELECT version FROM models WHERE live)
),
flagged AS (
    INSERT INTO flags (post_id, model, day, priority, reasons, listed_at)
    SELECT f.post_id, %(version)s, f.day, f.priority, f.reasons, f.listed_at
    FROM flags f JOIN wordless w ON w.id = f.post_id
    WHERE f.model = (SELECT version FROM models WHERE live)
)
INSERT INTO post_topics (model, topic, listed_at, post_id)
SELECT %(version)s, t.topic, t.listed_at, t.post_id
FROM post_topics t JOIN wordless w ON w.id = t.post_id AND w.listed_at = t.listed_at
WHERE t.model = (SELECT version FROM models WHERE live)

-- name: carry_decided_flags
INSERT INTO flags (post_id, model, day, priority, reasons, listed_at)
SELECT f.post_id, %(version)s, f.day, f.priority, f.reasons, f.listed_at
FROM flags f
WHERE f.model = (SELECT version FROM models WHERE live)
  AND EXISTS (SELECT FROM reviews v WHERE v.post_id = f.post_id)
ON CONFLICT (post_id, model) DO NOTHING

-- name: retire
UPDATE models SET live = false WHERE live

-- name: go_live
UPDATE models SET live = true, live_since = now() WHERE version = %(version)s

-- name: forget_daily_counts
DELETE FROM daily_counts WHERE model = %(version)s

-- name: forget_daily_topics
DELETE FROM daily_topics WHERE model = %(version)s

-- name: forget_daily_targets
DELETE FROM daily_targets WHERE model = %(version)s

-- name: forget_flags
DELETE FROM flags WHERE model = %(version)s

-- name: forget_post_topics
DELETE FROM post_topics WHERE model = %(version)s

-- name: forget_predictions
DELETE FROM predictions WHERE model = %(version)s

-- name: forget_models
DELETE FROM models WHERE version = %(version)s
