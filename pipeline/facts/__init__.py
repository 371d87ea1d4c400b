"""What the texts state, each with its place: so far measures and dates."""
