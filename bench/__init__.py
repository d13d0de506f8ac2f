"""Benchmarks: each prints figures as JSON, with ratios against a baseline measured in the same run."""
