"""The rules of the house that no ready-made linter knows, each a function from a source file to findings."""
