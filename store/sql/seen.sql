-- The rows of daily_counts, daily_topics and daily_targets as somebody sees them who looks after some provinces: of the
-- posts that they see (in_scope in schema.sql), one row a post. store.scopes puts them in the place of the tables.

-- part: facts
    FROM post_facts f
    WHERE f.listed_at >= %(first)s::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND f.listed_at < (%(last)s::date + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
      AND (f.provinces && %(scope)s::text[]
           OR (f.provinces = '{}' AND f.source IN (SELECT slug FROM sources WHERE province = '' OR province = ANY(%(scope)s))))

-- part: columns
    SELECT (SELECT version FROM models WHERE live) AS model, (f.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS day, f.*

-- name: daily_counts
SELECT f.model, f.day, f.source, f.kind, t.topic, c.code AS province, f.relevant, f.sentiment, 1 AS posts, f.flagged::integer AS flagged
FROM (
    -- use: columns
    -- use: facts
) f
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(f.labels)) t (topic)
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(f.provinces)) c (code)

-- name: daily_topics
SELECT f.model, f.day, t.topic, f.relevant, f.sentiment, 1 AS posts, f.flagged::integer AS flagged
FROM (
    -- use: columns
    -- use: facts
) f
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(f.labels)) t (topic)

-- name: daily_targets
SELECT f.model, f.day, t.topic, split_part(g.tone, ':', 1) AS target, split_part(g.tone, ':', 2) AS sentiment, 1 AS posts
FROM (
    -- use: columns
    -- use: facts
) f
CROSS JOIN LATERAL (SELECT '' UNION ALL SELECT unnest(f.labels)) t (topic)
CROSS JOIN LATERAL unnest(f.tones) g (tone)
WHERE f.relevant AND strpos(g.tone, ':') > 0
