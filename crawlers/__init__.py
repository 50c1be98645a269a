"""Brings in what the public web says: sources as data, polite fetching, extraction. Values in, values out."""
