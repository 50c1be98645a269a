-- An archive of invented posts for bench/reports.py; parameters: end, days, posts, sources.
INSERT INTO models (version, live) VALUES ('bench', true);
INSERT INTO post_keys (key, listed_at)
SELECT sha256(n::text::bytea), %(end)s::timestamptz - (random() * %(days)s) * interval '1 day'
FROM generate_series(1, %(posts)s) n;
INSERT INTO posts (id, listed_at, source, kind, url, title, text, context, section, tags, published_at, fetched_at,
                   version_at, places, redactions, exact, minhash, search)
SELECT post_id, listed_at, 'nguon-' || post_id %% %(sources)s,
       (ARRAY['news', 'comment', 'comment', 'question'])[1 + post_id %% 4],
       'https://nguon.example/' || post_id / 4, 'Tin số ' || post_id,
       'Công nhân xưởng số ' || post_id %% 977 || ' hỏi về lương, thưởng và bảo hiểm, mong công đoàn trả lời sớm.',
       '', '', '{}', listed_at, listed_at, listed_at,
       CASE WHEN post_id %% 3 = 0 THEN '[{"name": "Đồng Nai", "code": "75", "candidates": []}]' ELSE '[]' END::jsonb,
       '{}', sha256(''), '', ('''công_nhân'':1 ''từ_' || post_id %% 500 || 'ạ'':2 ''lương'':3')::tsvector
FROM post_keys;
INSERT INTO predictions
SELECT post_id, 'bench', true, 0.9, '{}',
       ARRAY[(ARRAY['tien-luong', 'no-luong', 'bhxh', 'nha-o', 'viec-lam'])[1 + post_id %% 5]],
       (ARRAY['positive', 'neutral', 'negative', 'negative'])[1 + post_id %% 4], '{}',
       '{"union": {"label": "negative", "prob": 0.8}}', post_id %% 10 = 0, 0.5, 0.5, post_id %% 20 = 0, '{}', '[]'
FROM post_keys;
INSERT INTO flags (post_id, model, day, priority, reasons, listed_at)
SELECT post_id, 'bench', listed_at::date, 2, '[{"rule": "needs-answer", "sentence": "Có câu hỏi cần trả lời"}]', listed_at
FROM post_keys WHERE post_id %% 20 = 0;
INSERT INTO daily_counts (model, day, topic, province, source, kind, relevant, sentiment, posts, flagged)
SELECT model, day, topic, province, source, kind, relevant, sentiment, count(*), sum(flagged)
FROM count_rows GROUP BY model, day, topic, province, source, kind, relevant, sentiment;
INSERT INTO daily_targets (model, day, topic, target, sentiment, posts)
SELECT model, day, topic, target, sentiment, count(*) FROM target_rows GROUP BY model, day, topic, target, sentiment;
