-- name: sweep
DELETE FROM repeats WHERE made_at < now() - interval '24 hours'

-- name: begin
-- A second request waits here until the first one ends.
INSERT INTO repeats (user_id, key, request) VALUES (%(user_id)s, %(key)s, %(request)s)
ON CONFLICT (user_id, key) DO NOTHING
RETURNING key

-- name: answered
SELECT request, status, answer FROM repeats WHERE user_id = %(user_id)s AND key = %(key)s

-- name: finish
UPDATE repeats SET status = %(status)s, answer = %(answer)s WHERE user_id = %(user_id)s AND key = %(key)s
