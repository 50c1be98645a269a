-- name: seen
SELECT p.id
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
JOIN sources s ON s.slug = p.source
WHERE k.post_id = ANY(%(ids)s::bigint[])
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))

-- name: seen_stories
SELECT DISTINCT p.story_id
FROM posts p
JOIN sources s ON s.slug = p.source
WHERE p.story_id = ANY(%(ids)s::bigint[])
  AND (%(scope)s::text[] IS NULL OR in_scope(p.places, s.province, %(scope)s))
