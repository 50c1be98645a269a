-- name: items
-- Items of each half day (12 hours that end now) of the last nine weeks; comments come and go by other rules.
-- `ended`: when the half day did; what a clock ahead of ours dates into the future counts as new.
SELECT p.source, date_bin('12 hours', p.listed_at, %(now)s::timestamptz) + interval '12 hours' AS ended,
       count(*) AS items, count(*) FILTER (WHERE p.published_at IS NULL) AS undated
FROM posts p
WHERE p.kind <> 'comment' AND p.listed_at > %(now)s::timestamptz - make_interval(days => %(days)s)
GROUP BY 1, 2

-- name: extraction
-- The newest pages of the last week (ten, or half of all) against those before them: pages whose layout gave nothing.
SELECT source, count(*) FILTER (WHERE new) AS newest, count(*) FILTER (WHERE new AND lost) AS newest_lost,
       count(*) FILTER (WHERE NOT new) AS earlier, count(*) FILTER (WHERE NOT new AND lost) AS earlier_lost,
       count(*) FILTER (WHERE state = 'set_aside') AS set_aside, count(*) AS total,
       min(fetched_at) FILTER (WHERE lost AND (well_at IS NULL OR fetched_at > well_at)) AS lost_since
FROM (
    SELECT source, fetched_at, state, state = 'set_aside' AND reason NOT IN ('defect', 'translation') AS lost,
           CASE WHEN state <> 'pending' THEN fetched_at > %(week)s
               AND row_number() OVER (read ORDER BY fetched_at DESC, id DESC) <= least(10, count(*) OVER read / 2) END
               AS new,
           max(fetched_at) FILTER (WHERE state = 'done') OVER (PARTITION BY source) AS well_at
    FROM pages
    WINDOW read AS (PARTITION BY source, state = 'pending')
) p
GROUP BY source

-- name: older
-- Posts of each source up to a day.
SELECT c.source, sum(c.posts)::integer AS posts
FROM daily_counts c
WHERE c.model = (SELECT version FROM models WHERE live) AND c.day <= %(day)s AND c.topic = '' AND c.province = ''
GROUP BY c.source

-- name: kept
SELECT finished_at, summary
FROM jobs
WHERE name = 'standing' AND finished_at BETWEEN %(since)s AND %(now)s
ORDER BY id DESC
LIMIT 1

-- name: renew
UPDATE jobs SET finished_at = %(at)s, summary = %(summary)s WHERE name = 'standing'

-- name: begin
INSERT INTO jobs (name, began_at, finished_at, outcome, summary)
VALUES ('standing', %(at)s, %(at)s, 'done', %(summary)s)
