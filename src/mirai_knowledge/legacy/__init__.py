"""Migration of the development system's JSON files: what would be made of them, and everything that is odd about them.

Words: a folder holds files (`knowledge.json`); a file holds records; a record's origin is (file, id). Files are data sets of
their own: `X.json` and `X_details.json` share ids and nothing else. A plan says what would be made of each record, without
doing it; a mapping says what words mean that nobody else has said the meaning of.
"""
