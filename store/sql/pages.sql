-- name: meet
-- The row of an address, so that the next statement has something to lock.
INSERT INTO validators (source, url, seen_at) VALUES (%(source)s, %(url)s, %(seen_at)s)
ON CONFLICT (source, url) DO NOTHING

-- name: held
SELECT digest FROM validators WHERE source = %(source)s AND url = %(url)s FOR UPDATE

-- name: see
UPDATE validators
SET etag = %(etag)s, last_modified = %(last_modified)s, seen_at = %(seen_at)s, digest = %(digest)s
WHERE source = %(source)s AND url = %(url)s

-- name: add
INSERT INTO pages (source, url, fetched_at, status, headers, body, remarks)
VALUES (%(source)s, %(url)s, %(fetched_at)s, %(status)s, %(headers)s, %(body)s, %(remarks)s)

-- name: claim
SELECT id, source, url, fetched_at, status, headers, body, remarks
FROM pages
WHERE state = 'pending'
ORDER BY id
LIMIT %(n)s
FOR UPDATE SKIP LOCKED

-- name: done
UPDATE pages SET state = 'done', reason = '', detail = '' WHERE id = ANY(%(ids)s)

-- name: set_aside
UPDATE pages SET state = 'set_aside', reason = %(reason)s, detail = %(detail)s WHERE id = %(id)s

-- name: retry
UPDATE pages SET state = 'pending', reason = '', detail = ''
WHERE state = 'set_aside' AND (%(source)s::text IS NULL OR source = %(source)s)

-- name: replay
UPDATE pages SET state = 'pending', reason = '', detail = ''
WHERE state <> 'pending' AND id IN (
    SELECT DISTINCT ON (source, url) id
    FROM pages
    WHERE %(source)s::text IS NULL OR source = %(source)s
    ORDER BY source, url, fetched_at DESC, id DESC
)

-- name: pending
SELECT count(*) AS pages FROM pages WHERE state = 'pending'

-- name: aside
SELECT source, reason, count(*) AS pages
FROM pages
WHERE state = 'set_aside'
GROUP BY source, reason
ORDER BY source, reason

-- name: purge
DELETE FROM pages WHERE fetched_at < %(before)s AND state <> 'pending'
