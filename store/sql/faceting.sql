-- name: source_kinds
SELECT slug, kind FROM sources

-- name: decided
-- What was decided about one copy of a story holds for all of them, so each story is asked for once.
WITH told AS MATERIALIZED (
    SELECT n.id, p.story_id
    FROM unnest(%(ids)s::bigint[], %(moments)s::timestamptz[]) AS n (id, moment)
    CROSS JOIN LATERAL (SELECT q.story_id FROM posts q WHERE q.id = n.id AND q.listed_at = n.moment OFFSET 0) p
),
said AS MATERIALIZED (
    SELECT -id AS item, id FROM told WHERE story_id IS NULL
    UNION ALL
    SELECT s.story_id, q.id
    FROM (SELECT DISTINCT story_id FROM told WHERE story_id IS NOT NULL) s
    CROSS JOIN LATERAL (SELECT q.id FROM posts q WHERE q.story_id = s.story_id OFFSET 0) q
),
decided AS MATERIALIZED (
    SELECT s.item, (array_agg(v.decision ORDER BY v.made_at DESC, v.id DESC))[1] AS decision
    FROM said s
    JOIN reviews v ON v.post_id = s.id
    GROUP BY s.item
)
SELECT t.id AS post_id, d.decision
FROM told t
JOIN decided d ON d.item = coalesce(t.story_id, -t.id)
WHERE d.decision <> 'reopened'
