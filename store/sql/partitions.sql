-- name: missing
SELECT name
FROM unnest(%(names)s::text[]) AS name
WHERE to_regclass(name) IS NULL
ORDER BY name
