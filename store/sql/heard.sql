-- name: keep
INSERT INTO heard (source, url, etag, last_modified, whole_at, form, named, more)
VALUES (%(source)s, %(url)s, %(etag)s, %(last_modified)s, %(whole_at)s, %(form)s, %(named)s, %(more)s)
ON CONFLICT (source, url) DO UPDATE
SET etag = excluded.etag, last_modified = excluded.last_modified, whole_at = excluded.whole_at, form = excluded.form,
    named = excluded.named, more = excluded.more

-- name: of
SELECT source, url, etag, last_modified, whole_at, form, named, more
FROM heard
WHERE source = %(source)s AND url = %(url)s

-- name: purge
DELETE FROM heard WHERE whole_at < %(before)s
