-- name: lock
-- Reviewers of one post take turns.
SELECT post_id FROM post_keys WHERE post_id = %(post_id)s AND erased_at IS NULL FOR NO KEY UPDATE

-- name: record
INSERT INTO reviews (post_id, revision, reviewer_id, decision, note)
SELECT %(post_id)s, %(expected)s + 1, %(user_id)s, %(decision)s, %(note)s
WHERE (SELECT coalesce(max(revision), 0) FROM reviews WHERE post_id = %(post_id)s) = %(expected)s::integer
RETURNING revision

-- name: history
SELECT v.revision, v.decision, v.note, u.name AS reviewer, v.made_at
FROM reviews v
JOIN users u ON u.id = v.reviewer_id
WHERE v.post_id = %(post_id)s
ORDER BY v.revision DESC

-- name: revisions
SELECT post_id, max(revision) AS revision FROM reviews WHERE post_id = ANY(%(post_ids)s::bigint[]) GROUP BY post_id
