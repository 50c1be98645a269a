-- name: note
INSERT INTO pauses (host, until) VALUES (%(host)s, %(until)s)
ON CONFLICT (host) DO UPDATE SET until = greatest(pauses.until, excluded.until)

-- name: resting
SELECT host FROM pauses WHERE host = ANY(%(hosts)s) AND until > %(now)s

-- name: purge
DELETE FROM pauses WHERE until < %(before)s
