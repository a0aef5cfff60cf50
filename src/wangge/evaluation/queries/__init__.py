"""Facts of evaluation read from the records as of a moment, by hand-written SQL."""
