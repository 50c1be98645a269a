"""Makes `factory` (invented posts) importable from every folder of tests."""
