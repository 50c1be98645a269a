-- name: carried
SELECT p.source, count(*)::integer AS posts, (count(*) FILTER (WHERE p.listed_at >= %(since)s))::integer AS posts_since,
       min(p.listed_at) AS first_at
FROM posts p
WHERE p.search @@ to_tsquery('simple', %(query)s) AND p.listed_at >= %(start)s AND p.listed_at < %(end)s
    AND p.kind IN ('news', 'release', 'notice')
GROUP BY p.source
ORDER BY min(p.listed_at), p.source
