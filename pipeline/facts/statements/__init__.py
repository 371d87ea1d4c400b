"""What sentences tell of the entities in them: events, demands, relations."""
