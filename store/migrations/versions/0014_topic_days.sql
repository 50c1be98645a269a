CREATE INDEX daily_topics_topic ON daily_topics (model, topic, day);
