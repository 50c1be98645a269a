"""Posts as files: one row a post, written while they are read, so that a large export needs no large memory."""
