"""What the texts state: who said what, and where it comes from."""
