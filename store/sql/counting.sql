-- name: patience
-- Of every statement until the end of the transaction; '0' is for ever.
SELECT set_config('statement_timeout', %(most)s, true)
