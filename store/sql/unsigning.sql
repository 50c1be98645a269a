-- name: pages_after
SELECT id, source, url, fetched_at, status, headers, body
FROM pages
WHERE id > %(last)s AND (%(source)s::text IS NULL OR source = %(source)s)
ORDER BY id
LIMIT %(n)s
FOR UPDATE

-- name: put_body
UPDATE pages SET body = %(body)s WHERE id = %(id)s

-- name: texts_after
SELECT p.id, p.text
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.post_id > %(last)s AND p.kind = ANY(%(kinds)s) AND (%(source)s::text IS NULL OR p.source = %(source)s)
ORDER BY k.post_id
LIMIT %(n)s

-- name: revisions_after
SELECT r.id, r.text
FROM post_revisions r
JOIN post_keys k ON k.post_id = r.post_id
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE r.id > %(last)s AND p.kind = ANY(%(kinds)s) AND (%(source)s::text IS NULL OR p.source = %(source)s)
ORDER BY r.id
LIMIT %(n)s

-- name: put_revision
UPDATE post_revisions SET text = %(text)s WHERE id = %(id)s

-- name: drop_echoes
DELETE FROM post_revisions r
USING post_keys k, posts p
WHERE r.id = ANY(%(ids)s::bigint[]) AND k.post_id = r.post_id AND p.id = k.post_id AND p.listed_at = k.listed_at
  AND EXISTS (
      SELECT FROM (
          SELECT n.id, n.title, n.text, n.published_at FROM post_revisions n WHERE n.post_id = r.post_id AND n.id > r.id
          UNION ALL SELECT NULL, p.title, p.text, p.published_at
          ORDER BY id NULLS LAST LIMIT 1
      ) next
      WHERE next.title = r.title AND next.text = r.text AND next.published_at IS NOT DISTINCT FROM r.published_at)

-- name: held
SELECT k.key, p.source, p.kind, p.url, p.title, p.text, p.context, p.section, p.tags, p.published_at, p.version_at,
       p.redactions
FROM post_keys k
JOIN posts p ON p.id = k.post_id AND p.listed_at = k.listed_at
WHERE k.post_id = ANY(%(ids)s::bigint[])
ORDER BY k.key
