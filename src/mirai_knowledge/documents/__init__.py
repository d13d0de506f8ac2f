"""Documents (文書): what all kinds share. Identity, drafts and editions, who may see what, links, comments, attachments.

Words: a kind (種類) plugs in over the `Kind` port; a document has one code (KN-000001) and perhaps a number of the company
(社内文書番号); its text lives in editions (版) and at most one draft (下書き); the audience (公開範囲) and grants (指名) say who
reads it. Which edition is in force is a question to the clock, never a flag.
States: an edition in_review → approved | returned | withdrawn, and approved → withdrawn until its day has come; once
approved it is scheduled, in force or ended by the clock alone. A document in use ⇄ archived (廃止), and ⇄ in the bin.
"""
