-- name: open
INSERT INTO sessions (id_hash, user_id, expires_at) VALUES (%(id_hash)s, %(user_id)s, %(expires_at)s)

-- name: lookup
SELECT u.id, u.login, u.name, u.role, u.active, u.created_at, u.provinces
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.id_hash = %(id_hash)s AND s.expires_at > now() AND u.active

-- name: close
DELETE FROM sessions WHERE id_hash = %(id_hash)s

-- name: close_all
DELETE FROM sessions WHERE user_id = %(user_id)s

-- name: sweep
DELETE FROM sessions WHERE expires_at <= now()
