"""Looking at a site: which ways in it offers, what its articles look like, and a source file for it."""
