-- name: of_url
-- The post of an address and the comments under it.
SELECT id FROM posts WHERE url = %(url)s
