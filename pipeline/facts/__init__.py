"""What a text states, with its place: quotations, organisations and places, events, figures. Names of people are in `names`."""
