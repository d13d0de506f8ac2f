"""What every slice stands on. Knows no business word and imports no slice."""
