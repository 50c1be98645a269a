-- name: pages
-- Grouped before it is joined: a lookup for each address would read all kept pages each time.
SELECT v.url, v.etag, v.last_modified, least(g.first_at, p.first_at, v.seen_at) AS first_seen, p.published_at,
       v.seen_at AS whole_at
FROM validators v
LEFT JOIN (
    SELECT source, url, min(fetched_at) AS first_at
    FROM pages
    WHERE source = ANY(%(sources)s) AND url = ANY(%(urls)s)
    GROUP BY source, url
) g ON g.source = v.source AND g.url = v.url
LEFT JOIN (
    SELECT source, url, min(fetched_at) AS first_at, min(published_at) AS published_at
    FROM posts
    WHERE source = ANY(%(sources)s) AND url = ANY(%(urls)s) AND kind <> 'comment'
    GROUP BY source, url
) p ON p.source = v.source AND p.url = v.url
WHERE v.source = ANY(%(sources)s) AND v.url = ANY(%(urls)s) AND v.digest IS NOT NULL
