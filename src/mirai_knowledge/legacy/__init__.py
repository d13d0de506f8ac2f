"""Migration of the development system's JSON files: read, plan, load, compare, undo.

Words: a folder holds files (`knowledge.json`); a file holds records; a record's origin is (file, id) and stays with what
became of it for ever. Files are data sets of their own: `X.json` and `X_details.json` share ids and nothing else. A plan says
what a load would do, without doing it; a run is one load, all or nothing; undoing a run takes back what nobody has worked
with since.
States: run loaded → undone; record added, changed, kept (people changed it: left alone), refused (kept as raw text alone).
"""
