"""Reading cases: hand-written SQL in small named queries, one file a noun."""
