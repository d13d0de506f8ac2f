"""Distribution (周知): a document's edition is sent to people, who read it, confirm it, or ask.

A distribution has a document, an audience that is resolved once into receipts, a time by which it is to be read, and perhaps
up to three questions. Its states: scheduled | sending → sent, and cancelled from any of them. A receipt (受領) belongs to one
person and one edition: delivered → opened → confirmed, or 「わからない」 with a question that somebody answers. A material
edition opens new receipts for those who confirmed an older one; an editorial one does not. Morning meetings (朝礼) take the
signatures of people without an account. Who may see a document stands with `documents`; here nobody is let in but by a grant
that the sender asked for.
"""
