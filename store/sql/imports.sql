-- name: begin
INSERT INTO imports (user_id, format, source, kind) VALUES (%(user_id)s, %(format)s, %(source)s, %(kind)s) RETURNING id

-- name: lock
-- Who imports and who undoes take turns, batch by batch.
SELECT state FROM imports WHERE id = %(id)s FOR UPDATE

-- name: known
SELECT key, post_id, erased_at FROM post_keys WHERE key = ANY(%(keys)s::bytea[]) ORDER BY key FOR NO KEY UPDATE

-- name: note
INSERT INTO import_posts (import_id, post_id, added)
SELECT %(id)s, k.post_id, k.key = ANY(%(added)s::bytea[])
FROM post_keys k
WHERE k.key = ANY(%(keys)s::bytea[]) AND k.erased_at IS NULL
ON CONFLICT (import_id, post_id) DO NOTHING

-- name: count
UPDATE imports
SET added = added + %(added)s, known = known + %(known)s, failed = failed + %(failed)s,
    problems = problems || %(problems)s::jsonb, touched_at = now()
WHERE id = %(id)s

-- name: leave
UPDATE imports SET state = %(state)s, touched_at = now() WHERE id = %(id)s AND state = %(was)s

-- name: undoing
UPDATE imports SET state = 'undoing', touched_at = now() WHERE id = %(id)s

-- name: removable
-- Posts that came only with this import: some import brought them, no other still holds them, no crawl read their page
-- since, and nobody worked on them. Locked first, so that nobody decides about a post while it goes.
SELECT k.post_id
FROM import_posts i
JOIN post_keys k ON k.post_id = i.post_id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE i.import_id = %(id)s AND k.erased_at IS NULL
  AND EXISTS (SELECT FROM import_posts a WHERE a.post_id = i.post_id AND a.added)
  AND NOT EXISTS (
      SELECT FROM import_posts o JOIN imports b ON b.id = o.import_id
      WHERE o.post_id = i.post_id AND o.import_id <> i.import_id AND b.state NOT IN ('undoing', 'undone'))
  AND NOT EXISTS (
      SELECT FROM import_posts a JOIN imports b ON b.id = a.import_id JOIN validators v ON v.seen_at > b.began_at
      WHERE a.post_id = i.post_id AND a.added AND v.url = p.url)
  AND NOT EXISTS (SELECT FROM reviews v WHERE v.post_id = i.post_id)
  AND NOT EXISTS (SELECT FROM corrections c WHERE c.post_id = i.post_id)
  AND NOT EXISTS (SELECT FROM assignments a WHERE a.post_id = i.post_id)
  AND NOT EXISTS (SELECT FROM story_pins s WHERE s.post_id = i.post_id)
  AND NOT EXISTS (SELECT FROM event_posts e WHERE e.post_id = i.post_id AND e.user_id IS NOT NULL)
ORDER BY k.key
LIMIT %(most)s
FOR NO KEY UPDATE OF k

-- name: worked_on
-- Asked again once the posts are locked.
SELECT p.id AS post_id FROM unnest(%(ids)s::bigint[]) AS p (id)
WHERE EXISTS (SELECT FROM reviews v WHERE v.post_id = p.id) OR EXISTS (SELECT FROM corrections c WHERE c.post_id = p.id)
   OR EXISTS (SELECT FROM assignments a WHERE a.post_id = p.id) OR EXISTS (SELECT FROM story_pins s WHERE s.post_id = p.id)
   OR EXISTS (SELECT FROM event_posts e WHERE e.post_id = p.id AND e.user_id IS NOT NULL)

-- name: forget_keys
-- Unlike posts that were deleted on request, these may be brought in again.
DELETE FROM post_keys WHERE post_id = ANY(%(ids)s::bigint[])

-- name: removed
UPDATE imports SET removed = removed + %(removed)s, touched_at = now() WHERE id = %(id)s

-- name: every
SELECT b.id, u.name AS who, b.format, b.source, s.name AS source_name, b.kind, b.state, b.began_at, b.touched_at,
       b.added, b.known, b.failed, b.removed, jsonb_array_length(b.problems) AS listed_problems
FROM imports b
JOIN sources s ON s.slug = b.source
LEFT JOIN users u ON u.id = b.user_id
WHERE %(id)s::bigint IS NULL OR b.id = %(id)s
ORDER BY b.id DESC
LIMIT %(most)s

-- name: problems
SELECT problems FROM imports WHERE id = %(id)s

-- name: posts
SELECT post_id FROM import_posts WHERE import_id = %(id)s ORDER BY post_id
