-- name: page
SELECT v.etag, v.last_modified, least(min(g.fetched_at), min(p.fetched_at), v.seen_at) AS first_seen,
       min(p.published_at) AS published_at
FROM validators v
LEFT JOIN pages g ON g.source = v.source AND g.url = v.url
LEFT JOIN posts p ON p.url = v.url AND p.source = v.source AND p.kind <> 'comment'
WHERE v.source = ANY(%(sources)s) AND v.url = %(url)s AND v.digest IS NOT NULL
GROUP BY v.source, v.url, v.etag, v.last_modified, v.seen_at
LIMIT 1
