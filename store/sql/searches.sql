-- name: put
INSERT INTO saved_searches (user_id, name, query) VALUES (%(user_id)s, %(name)s, %(query)s)
ON CONFLICT (user_id, name) DO UPDATE SET query = excluded.query

-- name: every
SELECT id, name, query, created_at FROM saved_searches WHERE user_id = %(user_id)s ORDER BY id DESC

-- name: drop
DELETE FROM saved_searches WHERE id = %(id)s AND user_id = %(user_id)s
