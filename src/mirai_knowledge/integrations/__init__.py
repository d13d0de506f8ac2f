"""Ways to other systems, one folder each: to add one, copy a folder. Each implements a port of a slice below.

`service.py` talks to the other side, `policy.py` says in pure functions what is sent.
"""
