"""Vietnamese text: clean, redact, segment, place, fingerprint, index. Values in, values out; nothing is stored here."""
