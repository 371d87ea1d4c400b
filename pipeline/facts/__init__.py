"""Facts: what a text states of the people, organisations and places in it, each with its exact characters."""
