-- name: create
INSERT INTO users (login, name, role, password_hash, provinces)
VALUES (%(login)s, %(name)s, %(role)s, %(password_hash)s, %(provinces)s)
ON CONFLICT (login) DO NOTHING
RETURNING id, login, name, role, active, created_at, provinces

-- name: credentials
SELECT id, login, name, role, active, created_at, provinces, password_hash FROM users WHERE login = %(login)s AND active

-- name: get
SELECT id, login, name, role, active, created_at, provinces FROM users WHERE id = %(id)s

-- name: every
SELECT id, login, name, role, active, created_at, provinces FROM users ORDER BY login

-- name: set_password
UPDATE users SET password_hash = %(password_hash)s WHERE id = %(id)s

-- name: change
UPDATE users SET role = %(role)s, active = %(active)s, provinces = coalesce(%(provinces)s::text[], provinces)
WHERE id = %(id)s
RETURNING id, login, name, role, active, created_at, provinces
