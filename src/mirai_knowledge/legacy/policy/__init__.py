"""Pure rules of the migration: decoding, reading of values, meanings of words, and what is made of each record."""
