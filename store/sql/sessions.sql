-- name: open
INSERT INTO sessions (id_hash, user_id, expires_at) VALUES (%(id_hash)s, %(user_id)s, %(expires_at)s)

-- name: lookup
SELECT u.id, u.login, u.name, u.role, u.active, u.created_at
FROM sessions s
JOIN users u ON u.id = s.user_id
WHERE s.id_hash = %(id_hash)s AND s.expires_at > now() AND u.active

-- name: close
DELETE FROM sessions WHERE id_hash = %(id_hash)s

-- name: close_all
DELETE FROM sessions WHERE user_id = %(user_id)s

-- name: sweep
DELETE FROM sessions WHERE expires_at <= now()

-- name: add_key
INSERT INTO api_keys (user_id, name, key_hash) VALUES (%(user_id)s, %(name)s, %(key_hash)s)
RETURNING id, user_id, name, created_at, last_used_at, revoked_at

-- name: keys
SELECT id, user_id, name, created_at, last_used_at, revoked_at
FROM api_keys
WHERE user_id = %(user_id)s
ORDER BY id DESC

-- name: key_user
UPDATE api_keys k SET last_used_at = now()
FROM users u
WHERE k.key_hash = %(key_hash)s AND k.revoked_at IS NULL AND u.id = k.user_id AND u.active
RETURNING u.id, u.login, u.name, u.role, u.active, u.created_at

-- name: revoke_key
UPDATE api_keys SET revoked_at = now() WHERE id = %(id)s AND user_id = %(user_id)s AND revoked_at IS NULL
