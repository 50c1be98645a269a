-- name: meet
-- The rows of addresses, so that the next statement has something to lock. In order: two crawls never wait in a ring.
INSERT INTO validators (source, url, seen_at)
SELECT source, url, seen_at
FROM unnest(%(sources)s::text[], %(urls)s::text[], %(moments)s::timestamptz[]) AS n (source, url, seen_at)
ORDER BY source, url
ON CONFLICT (source, url) DO NOTHING

-- name: held
SELECT v.source, v.url, v.digest
FROM validators v
JOIN unnest(%(sources)s::text[], %(urls)s::text[]) AS n (source, url) ON v.source = n.source AND v.url = n.url
ORDER BY v.source, v.url
FOR UPDATE OF v

-- name: see
UPDATE validators v
SET etag = n.etag, last_modified = n.last_modified, seen_at = n.seen_at, digest = n.digest
FROM unnest(%(sources)s::text[], %(urls)s::text[], %(etags)s::text[], %(modified)s::text[],
            %(moments)s::timestamptz[], %(digests)s::bytea[]) AS n (source, url, etag, last_modified, seen_at, digest)
WHERE v.source = n.source AND v.url = n.url

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
