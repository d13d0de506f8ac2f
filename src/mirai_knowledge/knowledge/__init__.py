"""Knowledge (ナレッジ): what the company has learned, as a text with a title, a summary and an importance. KN-000001.

The first kind of document: everything but its content and who writes it lives in documents.
"""
