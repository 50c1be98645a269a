-- name: add
INSERT INTO api_keys (user_id, name, key_hash, prefix, scopes, expires_at)
VALUES (%(user_id)s, %(name)s, %(key_hash)s, %(prefix)s, %(scopes)s, %(expires_at)s)
RETURNING id

-- name: listed
SELECT k.id, k.user_id, u.name AS owner, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
FROM api_keys k
JOIN users u ON u.id = k.user_id
WHERE %(user_id)s::bigint IS NULL OR k.user_id = %(user_id)s
ORDER BY k.id DESC

-- name: holder
-- Noted once a minute: a program that asks all day should not write all day.
WITH used AS (
    UPDATE api_keys SET last_used_at = now()
    WHERE key_hash = %(key_hash)s AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
)
SELECT u.id, u.login, u.name, u.role, u.active, u.created_at, u.provinces, k.id AS key_id, k.scopes
FROM api_keys k
JOIN users u ON u.id = k.user_id
WHERE k.key_hash = %(key_hash)s AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND u.active

-- name: revoke
UPDATE api_keys SET revoked_at = now()
WHERE id = %(id)s AND revoked_at IS NULL AND (%(user_id)s::bigint IS NULL OR user_id = %(user_id)s)
