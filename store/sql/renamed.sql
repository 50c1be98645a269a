-- name: known
SELECT key FROM post_keys WHERE key = ANY(%(keys)s::bytea[])

-- name: same_number
-- Posts of the same source and days whose address holds the same number; whether it stands at its end is looked at later.
SELECT n.at, k.key, p.url, p.title || ' ' || p.text AS text
FROM unnest(%(sources)s::text[], %(numbers)s::text[], %(moments)s::timestamptz[])
     WITH ORDINALITY AS n (source, number, moment, at)
JOIN posts p ON p.source = n.source AND p.listed_at BETWEEN n.moment - interval '3 days' AND n.moment + interval '3 days'
     AND p.kind NOT IN ('comment', 'question', 'review') AND strpos(p.url, n.number) > 0
JOIN post_keys k ON k.post_id = p.id
ORDER BY n.at, p.listed_at DESC
