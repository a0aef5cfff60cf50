"""Measurements. `./run bench [NAME…]` runs each module's `main()`, which prints one JSON line a number."""
