"""Who says what, in which words, and where else those words stand."""
