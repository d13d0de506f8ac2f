"""Finding things: the index derived from the change feed, the Japanese analyser, queries, suggestions.

The rows of other slices are the truth. What is searchable comes through the `Indexable` port, and every hit is checked
again in SQL before it is shown: the index may be stale, a leak may not be.
"""
