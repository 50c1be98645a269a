"""Pages that only a script fills, shown by a headless browser that has no network of its own (optional extra)."""
