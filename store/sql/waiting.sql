-- name: keep
INSERT INTO waiting (source, url, way, since)
SELECT DISTINCT ON (n.source, n.url) n.source, n.url, n.way, %(at)s::timestamptz
FROM unnest(%(sources)s::text[], %(urls)s::text[], %(ways)s::text[]) AS n (source, url, way)
ON CONFLICT (source, url) DO NOTHING

-- name: settle
DELETE FROM waiting w
USING unnest(%(sources)s::text[], %(urls)s::text[]) AS n (source, url)
WHERE w.source = n.source AND w.url = n.url

-- name: tried
UPDATE waiting w SET tries = w.tries + 1, tried_at = %(at)s::timestamptz
FROM unnest(%(sources)s::text[], %(urls)s::text[]) AS n (source, url)
WHERE w.source = n.source AND w.url = n.url

-- name: of
SELECT source, url, way
FROM waiting
WHERE source = %(source)s
  AND (tried_at IS NULL OR tried_at <= %(now)s::timestamptz - least(interval '12 hours',
                                                                  interval '10 minutes' * power(2, least(tries, 9))))
ORDER BY since, url
LIMIT %(most)s

-- name: purge
DELETE FROM waiting WHERE since < %(before)s
