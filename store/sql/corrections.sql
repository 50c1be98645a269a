-- name: record
INSERT INTO corrections (post_id, revision, user_id, task, value, said)
SELECT %(post_id)s, %(expected)s + 1, %(user_id)s, %(task)s, %(value)s, %(said)s
WHERE (SELECT coalesce(max(revision), 0) FROM corrections WHERE post_id = %(post_id)s) = %(expected)s::integer
RETURNING revision

-- name: history
SELECT c.revision, c.task, c.value, c.said, u.name AS who, c.made_at
FROM corrections c
JOIN users u ON u.id = c.user_id
WHERE c.post_id = %(post_id)s
ORDER BY c.revision DESC

-- name: standing
SELECT l.task, l.value, u.name AS who, l.made_at
FROM labels l
JOIN users u ON u.id = l.user_id
WHERE l.post_id = %(post_id)s AND l.task NOT IN ('relevant', 'flag')
ORDER BY l.task

-- name: standing_of
SELECT l.post_id, l.task, l.value, u.name AS who, l.made_at
FROM labels l
JOIN users u ON u.id = l.user_id
WHERE l.post_id = ANY(%(ids)s::bigint[]) AND l.task NOT IN ('relevant', 'flag')
ORDER BY l.post_id, l.task
