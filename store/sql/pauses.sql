-- name: note
INSERT INTO jobs (name, began_at, finished_at, outcome, summary)
SELECT 'pause:' || host, now(), now(), 'done', jsonb_build_object('until', until)
FROM unnest(%(hosts)s::text[], %(moments)s::timestamptz[]) AS n (host, until)

-- name: resting
SELECT DISTINCT substr(name, length('pause:') + 1) AS host
FROM jobs
WHERE name = ANY(%(names)s) AND (summary ->> 'until')::timestamptz > %(now)s
