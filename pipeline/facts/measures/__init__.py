"""Figures and dates that a text states. What they count belongs here, what happened then does not."""
