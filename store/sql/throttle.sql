-- name: failures
SELECT count(*) FILTER (WHERE subject = %(subject)s) AS account,
       count(*) FILTER (WHERE detail ->> 'address' = %(address)s) AS address
FROM audit_log
WHERE at >= %(since)s AND action = %(action)s
