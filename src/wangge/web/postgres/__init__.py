"""Django's PostgreSQL backend, with one schema per jurisdiction."""
