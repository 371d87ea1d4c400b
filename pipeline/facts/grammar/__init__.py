"""Sentences as the rules see them: words in every form, phrases, clauses, who stands where.

What sentences tell is in `statements`.
"""
