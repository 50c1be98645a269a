-- name: found
-- The table in brackets gives way to a statement of searching.sql.
WITH few AS MATERIALIZED (
    SELECT listed_at, post_id, source, tones, provinces, needs_answer, flagged FROM (TABLE post_facts) AS found
),
taken AS (
    SELECT f.flagged, coalesce((
        SELECT nullif(v.decision, 'reopened') FROM reviews v
        WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[f.post_id]
            ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
        ORDER BY v.made_at DESC, v.id DESC LIMIT 1), 'open') AS decision
    FROM few f
    CROSS JOIN LATERAL (SELECT q.story_id FROM posts q WHERE q.id = f.post_id AND q.listed_at = f.listed_at OFFSET 0) p
)
SELECT 'posts' AS part, '' AS value, count(*) AS posts FROM few
UNION ALL
SELECT 'target', tone, count(*) FROM few CROSS JOIN LATERAL unnest(tones) AS spoken (tone) WHERE strpos(tone, ':') = 0 GROUP BY tone
UNION ALL
SELECT 'province', code, count(*) FROM few CROSS JOIN LATERAL unnest(provinces) AS named (code) GROUP BY code
UNION ALL
SELECT 'source_kind', s.kind, count(*) FROM few JOIN sources s ON s.slug = few.source GROUP BY s.kind
UNION ALL
SELECT 'status', decision, count(*) FROM taken WHERE flagged OR decision <> 'open' GROUP BY decision
UNION ALL
SELECT 'needs_answer', 'true', count(*) FROM few WHERE needs_answer HAVING count(*) > 0
UNION ALL
SELECT 'flagged', 'true', count(*) FROM few WHERE flagged HAVING count(*) > 0
