"""Entities that are no people: places, organisations, governments and regimes, groups; found in one text at a time."""
