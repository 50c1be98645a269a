-- name: weeks
-- Posts of each week, and how many of them the model left open in what staff see first.
SELECT date_trunc('week', p.listed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_day, count(*) AS posts,
       count(*) FILTER (WHERE r.abstained && '{relevant,sentiment,flag}') AS doubtful
FROM posts p
JOIN predictions r ON r.post_id = p.id AND r.model = %(model)s
WHERE p.listed_at >= %(since)s AND p.listed_at < %(until)s
GROUP BY 1
ORDER BY 1

-- name: topics
SELECT date_trunc('week', day)::date AS first_day, topic, sum(posts)::integer AS posts
FROM daily_topics
WHERE model = %(model)s AND day >= %(first_day)s AND day < %(end_day)s AND topic <> '' AND relevant
GROUP BY 1, 2

-- name: sample
-- Posts of a week, spread over it by their numbers, the same at each call.
SELECT p.kind, p.title, p.text, p.context
FROM posts p
WHERE p.listed_at >= %(since)s AND p.listed_at < %(until)s
ORDER BY mod(p.id * 2654435761, 4294967296), p.id
LIMIT %(n)s
