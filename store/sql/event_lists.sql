-- name: began
-- Events that began in a window, those of which the most texts tell first; of each what somebody with this scope sees.
WITH met AS MATERIALIZED (
    SELECT DISTINCT m.event_id FROM event_posts m
    WHERE m.event_id IS NOT NULL AND m.listed_at >= %(since)s AND m.listed_at < %(until)s
), told AS (
    SELECT e.event_id AS id, count(DISTINCT coalesce(-p.story_id, p.id))::integer AS texts, count(*)::integer AS posts,
           count(DISTINCT p.source)::integer AS sources, min(p.listed_at) AS first_at, max(p.listed_at) AS last_at,
           (array_agg(p.id ORDER BY p.listed_at, p.id))[1] AS lead_post_id
    FROM met
    -- OFFSET 0: event by event and each post in its month, instead of reading all posts of events there ever were.
    CROSS JOIN LATERAL (SELECT o.event_id, o.post_id FROM event_posts o WHERE o.event_id = met.event_id OFFSET 0) e
    JOIN post_keys k ON k.post_id = e.post_id
    CROSS JOIN LATERAL (SELECT * FROM posts o WHERE o.id = k.post_id AND o.listed_at = k.listed_at OFFSET 0) p
    JOIN sources s ON s.slug = p.source
    WHERE (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))
    GROUP BY e.event_id
)
SELECT * FROM told t
WHERE t.first_at >= %(since)s AND t.first_at < %(until)s
  AND (%(before_texts)s::integer IS NULL OR (t.texts, t.id) < (%(before_texts)s, %(before)s::bigint))
ORDER BY t.texts DESC, t.id DESC
LIMIT %(limit)s

-- name: others
-- A text and its copies are one, and copies of the post itself are none of the others.
SELECT w.id, e.event_id, count(DISTINCT coalesce(-q.story_id, q.id))::integer AS texts
FROM unnest(%(ids)s::bigint[]) AS w (id)
JOIN event_posts e ON e.post_id = w.id
JOIN post_keys wk ON wk.post_id = w.id
CROSS JOIN LATERAL (SELECT story_id FROM posts a WHERE a.id = wk.post_id AND a.listed_at = wk.listed_at OFFSET 0) p
JOIN event_posts o ON o.event_id = e.event_id AND o.post_id <> e.post_id
JOIN post_keys k ON k.post_id = o.post_id
CROSS JOIN LATERAL (SELECT * FROM posts b WHERE b.id = k.post_id AND b.listed_at = k.listed_at OFFSET 0) q
JOIN sources s ON s.slug = q.source
WHERE (p.story_id IS NULL OR q.story_id IS DISTINCT FROM p.story_id)
  AND (%(scope)s::text[] IS NULL OR in_scope(q.places, s.province, %(scope)s))
GROUP BY w.id, e.event_id
