-- name: add
INSERT INTO fetches (source, url, role, at, status, outcome, reason, size)
VALUES (%(source)s, %(url)s, %(role)s, %(at)s, %(status)s, %(outcome)s, %(reason)s, %(size)s)

-- name: conditional
SELECT etag, last_modified, seen_at FROM validators WHERE source = %(source)s AND url = %(url)s

-- name: remember
INSERT INTO validators (source, url, etag, last_modified, seen_at)
VALUES (%(source)s, %(url)s, %(etag)s, %(last_modified)s, %(seen_at)s)
ON CONFLICT (source, url) DO UPDATE
SET etag = excluded.etag, last_modified = excluded.last_modified, seen_at = excluded.seen_at

-- name: known
SELECT url FROM validators WHERE source = %(source)s AND url = ANY(%(urls)s)

-- name: totals
SELECT source, role, outcome, reason, count(*) AS fetches, sum(size)::bigint AS size
FROM fetches
WHERE at >= %(since)s
GROUP BY source, role, outcome, reason
ORDER BY source, role, outcome, reason

-- name: purge
DELETE FROM fetches WHERE at < %(before)s
