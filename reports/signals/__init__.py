"""Early warning: what is spoken of more than its own past leads to expect. Values in, values out."""
