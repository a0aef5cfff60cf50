"""One public port: pages and the event stream in the event loop, everything else in Django's threads."""
