-- name: upsert
INSERT INTO sources (slug, name, url, kind, level, province, enabled, reason)
VALUES (%(slug)s, %(name)s, %(url)s, %(kind)s, %(level)s, %(province)s, %(enabled)s, %(reason)s)
ON CONFLICT (slug) DO UPDATE
SET name = excluded.name, url = excluded.url, kind = excluded.kind, level = excluded.level,
    province = excluded.province, enabled = excluded.enabled, reason = excluded.reason

-- name: all
SELECT slug, name, url, kind, level, province, enabled, reason FROM sources ORDER BY slug

-- name: begin_reading
-- Rarely changes a row: otherwise every page would wait for every other of its source.
UPDATE sources s
SET read_since = n.moment
FROM unnest(%(slugs)s::text[], %(moments)s::timestamptz[]) AS n (slug, moment)
WHERE s.slug = n.slug AND (s.read_since IS NULL OR s.read_since > n.moment)

-- name: read_since
SELECT slug, read_since FROM sources WHERE slug = ANY(%(slugs)s)

-- name: begin_round
INSERT INTO jobs (name, began_at) VALUES ('round:' || %(source)s, %(at)s) RETURNING id

-- name: end_round
UPDATE jobs SET finished_at = %(at)s, outcome = 'done', summary = %(summary)s WHERE id = %(id)s

-- name: purge_rounds
DELETE FROM jobs WHERE name LIKE 'round:%%' AND began_at < %(before)s

-- name: rows
-- Each source with its last whole round; one that was killed is passed over, for it says only half of what there is.
SELECT s.slug, s.name, s.url, s.kind, s.province, s.enabled, s.reason, f.at AS last_fetch_at,
       (SELECT p.listed_at FROM posts p WHERE p.source = s.slug AND p.kind <> 'comment'
        ORDER BY p.listed_at DESC LIMIT 1) AS last_item_at,
       coalesce(r.began_at, f.at - interval '24 hours') AS since, coalesce(r.finished_at, f.at) AS until,
       r.began_at, r.finished_at, coalesce((r.summary ->> 'seen')::integer, 0) AS seen,
       coalesce((r.summary ->> 'lost')::integer, 0) AS lost, (r.summary ->> 'patience')::integer AS patience,
       (SELECT count(*) FROM waiting w WHERE w.source = s.slug)::integer AS owed
FROM sources s
LEFT JOIN LATERAL (
    SELECT began_at, finished_at, summary FROM jobs j
    WHERE j.name = 'round:' || s.slug AND j.finished_at IS NOT NULL ORDER BY j.began_at DESC LIMIT 1
) r ON true
LEFT JOIN LATERAL (SELECT at FROM fetches WHERE source = s.slug ORDER BY at DESC LIMIT 1) f ON true
ORDER BY s.slug

-- name: answers
-- What the addresses of a round came to, each counted once: as it ended the last time.
SELECT DISTINCT ON (f.source, f.url) f.source, f.url, f.role, f.status, f.outcome, f.reason, f.at
FROM unnest(%(sources)s::text[], %(since)s::timestamptz[], %(until)s::timestamptz[]) AS r (source, since, until)
JOIN fetches f ON f.source = r.source AND f.at BETWEEN r.since AND r.until
WHERE f.role NOT IN ('robots', 'part')
ORDER BY f.source, f.url, f.at DESC, f.id DESC

-- name: went_well
-- When the ways in of a source last named articles, and the first answer after that: since then it goes wrong.
SELECT s.slug AS source, first.at AS since
FROM unnest(%(sources)s::text[]) AS s (slug)
LEFT JOIN LATERAL (
    SELECT g.at FROM fetches g
    WHERE g.source = s.slug AND g.role NOT IN ('article', 'robots', 'part')
      AND g.outcome IN ('stored', 'same') AND g.reason <> 'empty'
    ORDER BY g.at DESC LIMIT 1
) good ON true
LEFT JOIN LATERAL (
    SELECT f.at FROM fetches f
    WHERE f.source = s.slug AND f.role NOT IN ('article', 'robots', 'part') AND f.at > coalesce(good.at, '-infinity')
    ORDER BY f.at LIMIT 1
) first ON true

-- name: posts
-- After a day; and of them those of the last week.
SELECT c.source, sum(c.posts)::integer AS newer,
       coalesce(sum(c.posts) FILTER (
           WHERE c.day > (%(week)s::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date), 0)::integer AS week
FROM daily_counts c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day > %(day)s AND c.topic = '' AND c.province = ''
GROUP BY c.source
