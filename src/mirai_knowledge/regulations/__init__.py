"""Regulations (法令・規格): laws as they are promulgated, and the company's own standards. REG-000001.

A kind of document: everything but its content, its articles and who writes it lives in documents. A law's text is an edition
under law and revision, in force from its effective date, 00:00 in Japan; texts to come wait for their day like any edition.

An article (条) is found by its number in kanji or Arabic, with 枝番: 第三十六条の二 is 36-2. What other documents say of an
article (`article_reference`) is kept with each of their editions. An abbreviation (略称) stands for the title of a law.
"""
