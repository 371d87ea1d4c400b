"""What a text states, with its place: quotations, organisations and places, figures, events."""
