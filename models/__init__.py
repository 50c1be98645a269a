"""Linear, calibrated classifiers of posts: relevance, topics, sentiment, targets, needs-answer, flag; with evidence."""
