-- name: begin
INSERT INTO jobs (name) VALUES (%(name)s) RETURNING id

-- name: finish
UPDATE jobs SET finished_at = now(), outcome = %(outcome)s, summary = %(summary)s WHERE id = %(id)s

-- name: newest
SELECT id, name, began_at, finished_at, outcome, summary
FROM jobs
WHERE %(name)s::text IS NULL OR name = %(name)s
ORDER BY id DESC
LIMIT %(n)s

-- name: live_workers
SELECT count(*) AS workers FROM procrastinate_workers WHERE last_heartbeat > now() - make_interval(secs => %(seconds)s)
