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

-- name: health
SELECT s.slug, s.name, s.url, s.kind, s.province, s.enabled, s.reason,
       last.at AS last_fetch_at,
       (SELECT p.listed_at FROM posts p WHERE p.source = s.slug ORDER BY p.listed_at DESC LIMIT 1) AS last_item_at,
       coalesce(pages.total, 0) AS pages_total, coalesce(pages.set_aside, 0) AS pages_set_aside,
       coalesce(counted.total, 0) AS posts_total, coalesce(counted.week, 0) AS posts_7d,
       coalesce(outcomes.counts, '{}') AS last_outcomes,
       coalesce(trouble.reason, '') AS trouble
FROM sources s
LEFT JOIN LATERAL (SELECT f.at FROM fetches f WHERE f.source = s.slug ORDER BY f.at DESC LIMIT 1) last ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(o.outcome, o.n) AS counts
    FROM (SELECT f.outcome, count(*) AS n FROM fetches f
          WHERE f.source = s.slug AND f.role <> 'robots' AND f.at > last.at - interval '24 hours'
          GROUP BY f.outcome) o
) outcomes ON true
LEFT JOIN LATERAL (
    SELECT f.reason FROM fetches f
    WHERE f.source = s.slug AND f.outcome IN ('refused', 'failed', 'set_aside') AND f.at > last.at - interval '24 hours'
    ORDER BY f.at DESC LIMIT 1
) trouble ON true
LEFT JOIN (
    SELECT source, count(*) AS total, count(*) FILTER (WHERE state = 'set_aside') AS set_aside FROM pages GROUP BY source
) pages ON pages.source = s.slug
LEFT JOIN (
    SELECT source, sum(posts) AS total,
           sum(posts) FILTER (WHERE day > (%(week)s::timestamptz AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS week
    FROM daily_counts
    WHERE model = (SELECT version FROM models WHERE live) AND topic = '' AND province = ''
    GROUP BY source
) counted ON counted.source = s.slug
ORDER BY s.slug
