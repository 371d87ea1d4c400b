"""What the texts state, each statement with its place: who said what, demands, events, figures, dates, roles."""
