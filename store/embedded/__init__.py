"""Our own small supervisor of PostgreSQL: binaries, account, folders, lease and process."""
