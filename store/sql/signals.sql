-- name: put
INSERT INTO signals (kind, day, topic, province, value, expected, detail)
VALUES (%(kind)s, %(day)s, %(topic)s, %(province)s, %(value)s, %(expected)s, %(detail)s)
ON CONFLICT (kind, day, topic, province) DO UPDATE
SET value = excluded.value, expected = excluded.expected, detail = excluded.detail, made_at = now()

-- name: within
SELECT kind, day, value, expected, topic, province, detail
FROM signals
WHERE day BETWEEN %(first)s AND %(last)s
ORDER BY day DESC, kind, topic, province

-- name: put_campaign
INSERT INTO campaigns (slug, name, phrases, first_day, last_day)
VALUES (%(slug)s, %(name)s, %(phrases)s, %(first_day)s, %(last_day)s)
ON CONFLICT (slug) DO UPDATE
SET name = excluded.name, phrases = excluded.phrases, first_day = excluded.first_day, last_day = excluded.last_day

-- name: campaigns
SELECT slug, name, phrases, first_day, last_day FROM campaigns ORDER BY first_day DESC, slug
