-- name: done
SELECT what, due_at FROM timetable_done WHERE due_at >= %(since)s

-- name: begin
-- One that does the same waits here until the other is done or has failed.
INSERT INTO timetable_done (what, due_at) VALUES (%(what)s, %(due_at)s) ON CONFLICT DO NOTHING

-- name: reading_since
SELECT min(fetched_at) AS first FROM posts

-- name: forget
DELETE FROM timetable_done WHERE due_at < %(before)s
