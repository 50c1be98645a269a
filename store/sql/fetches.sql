-- name: add
INSERT INTO fetches (source, url, role, at, status, outcome, reason, size)
SELECT *
FROM unnest(%(sources)s::text[], %(urls)s::text[], %(roles)s::text[], %(moments)s::timestamptz[], %(statuses)s::int[],
            %(outcomes)s::text[], %(reasons)s::text[], %(sizes)s::bigint[])

-- name: totals
SELECT source, role, outcome, reason, count(*) AS fetches, sum(size)::bigint AS size
FROM fetches
WHERE at >= %(since)s
GROUP BY source, role, outcome, reason
ORDER BY source, role, outcome, reason

-- name: purge
DELETE FROM fetches WHERE at < %(before)s
