-- name: put
INSERT INTO assignments AS a (post_id, revision, assignee_id, due, note, assigned_by)
SELECT %(post_id)s, 1, %(assignee)s, %(due)s, %(note)s, %(user_id)s
WHERE %(expected)s::integer = 0 OR EXISTS (SELECT FROM assignments WHERE post_id = %(post_id)s)
ON CONFLICT (post_id) DO UPDATE
SET revision = a.revision + 1, assignee_id = excluded.assignee_id, due = excluded.due, note = excluded.note,
    assigned_by = excluded.assigned_by, made_at = now()
WHERE a.revision = %(expected)s::integer
RETURNING revision

-- name: of
SELECT a.post_id, a.revision, a.assignee_id, u.name AS assignee, a.due, a.note, g.name AS assigned_by, a.made_at
FROM assignments a
LEFT JOIN users u ON u.id = a.assignee_id
JOIN users g ON g.id = a.assigned_by
WHERE a.post_id = ANY(%(ids)s::bigint[])

-- name: work
-- What is still to be done, the most pressing first. A decision on a copy of the story ends it too.
-- `pressing`: by its day, then by priority; what has neither comes last.
SELECT p.*, a.revision AS assigned_revision, a.assignee_id, u.name AS assignee, a.due, a.note, g.name AS assigned_by, a.made_at,
       n.pressing
FROM assignments a
CROSS JOIN LATERAL (
    SELECT (coalesce(a.due, '2999-12-31') - DATE '2000-01-01') * 4 + coalesce((
        SELECT f.priority FROM flags f WHERE f.post_id = a.post_id AND f.model = (SELECT version FROM models WHERE live)), 4)
        AS pressing
) n
JOIN users u ON u.id = a.assignee_id
JOIN users g ON g.id = a.assigned_by
JOIN post_keys k ON k.post_id = a.post_id
JOIN post_rows p ON p.id = k.post_id AND p.listed_at = k.listed_at
LEFT JOIN LATERAL (
    SELECT v.decision FROM reviews v
    WHERE v.post_id = ANY(CASE WHEN p.story_id IS NULL THEN ARRAY[p.id] ELSE ARRAY(SELECT q.id FROM posts q WHERE q.story_id = p.story_id) END)
    ORDER BY v.made_at DESC, v.id DESC LIMIT 1
) d ON true
WHERE (%(assignee)s::bigint IS NULL OR a.assignee_id = %(assignee)s)
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, p.source_province, %(scope)s))
  AND coalesce(d.decision, 'reopened') IN ('reopened', 'relevant', 'forwarded')
  AND (%(before)s::integer IS NULL OR n.pressing > %(before)s OR (n.pressing = %(before)s AND p.id < %(before_id)s::bigint))
ORDER BY n.pressing, p.id DESC
LIMIT %(limit)s
