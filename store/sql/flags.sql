-- name: flagged_on
WITH listed AS (
    -- One post a story: the most urgent, of those the earliest.
    SELECT DISTINCT ON (coalesce(p.story_id, -p.id)) p.*
    FROM flags f
    JOIN post_rows p ON p.id = f.post_id AND p.listed_at = f.listed_at
    WHERE f.day = %(day)s AND f.model = p.model
      AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
    ORDER BY coalesce(p.story_id, -p.id), p.priority, p.listed_at, p.id
)
SELECT p.*, coalesce(own.revision, 0) AS revision, nullif(d.decision, 'reopened') AS decision, d.decided_by, d.decided_at, d.note
FROM listed p
LEFT JOIN LATERAL (SELECT max(v.revision) AS revision FROM reviews v WHERE v.post_id = p.id) own ON true
LEFT JOIN LATERAL (
    SELECT v.decision, u.name AS decided_by, v.made_at AS decided_at, v.note
    FROM reviews v JOIN users u ON u.id = v.reviewer_id
    WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id] ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
    ORDER BY v.made_at DESC, v.id DESC LIMIT 1
) d ON true
WHERE %(include_reviewed)s::boolean OR coalesce(d.decision, 'reopened') = 'reopened'
ORDER BY p.priority, p.listed_at DESC, p.id DESC

-- name: flagged_in
WITH listed AS (
    SELECT DISTINCT ON (f.day, coalesce(p.story_id, -p.id)) p.*
    FROM flags f
    JOIN post_rows p ON p.id = f.post_id AND p.listed_at = f.listed_at
    WHERE f.day BETWEEN %(first)s AND %(last)s AND f.model = p.model
    ORDER BY f.day, coalesce(p.story_id, -p.id), p.priority, p.listed_at, p.id
)
SELECT p.*, coalesce(own.revision, 0) AS revision, nullif(d.decision, 'reopened') AS decision, d.decided_by, d.decided_at, d.note
FROM listed p
LEFT JOIN LATERAL (SELECT max(v.revision) AS revision FROM reviews v WHERE v.post_id = p.id) own ON true
LEFT JOIN LATERAL (
    SELECT v.decision, u.name AS decided_by, v.made_at AS decided_at, v.note
    FROM reviews v JOIN users u ON u.id = v.reviewer_id
    WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id] ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
    ORDER BY v.made_at DESC, v.id DESC LIMIT 1
) d ON true
ORDER BY p.flag_day, p.priority, p.listed_at DESC, p.id DESC

-- name: item
SELECT p.*, coalesce(own.revision, 0) AS revision, nullif(d.decision, 'reopened') AS decision, d.decided_by, d.decided_at, d.note
FROM post_rows p
LEFT JOIN LATERAL (SELECT max(v.revision) AS revision FROM reviews v WHERE v.post_id = p.id) own ON true
LEFT JOIN LATERAL (
    SELECT v.decision, u.name AS decided_by, v.made_at AS decided_at, v.note
    FROM reviews v JOIN users u ON u.id = v.reviewer_id
    WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id] ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
    ORDER BY v.made_at DESC, v.id DESC LIMIT 1
) d ON true
WHERE p.id = %(post_id)s AND p.priority IS NOT NULL
  AND p.listed_at = (SELECT k.listed_at FROM post_keys k WHERE k.post_id = %(post_id)s)

-- name: tally
WITH listed AS (
    SELECT f.day, coalesce(p.story_id, -p.id) AS item, min(f.priority) AS priority,
           bool_or(coalesce((
               SELECT v.decision <> 'reopened' FROM reviews v
               WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id] ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
               ORDER BY v.made_at DESC, v.id DESC LIMIT 1
           ), false)) AS decided
    FROM flags f
    JOIN posts p ON p.id = f.post_id AND p.listed_at = f.listed_at
    JOIN sources s ON s.slug = p.source
    WHERE f.day BETWEEN %(first)s AND %(last)s AND f.model = (SELECT version FROM models WHERE live)
      AND (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))
    GROUP BY f.day, coalesce(p.story_id, -p.id)
)
SELECT day, count(*) AS items, count(*) FILTER (WHERE priority = 1) AS urgent, count(*) FILTER (WHERE decided) AS decided
FROM listed
GROUP BY day
ORDER BY day
