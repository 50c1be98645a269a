-- name: get
SELECT * FROM post_rows
WHERE id = %(id)s AND listed_at = (SELECT k.listed_at FROM post_keys k WHERE k.post_id = %(id)s)

-- name: revisions
SELECT version_at, replaced_at, published_at, title, text
FROM post_revisions
WHERE post_id = %(id)s
ORDER BY id DESC

-- name: story
SELECT * FROM post_rows WHERE story_id = %(story_id)s ORDER BY listed_at, id
