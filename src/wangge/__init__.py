"""wangge (网格): an open digital city management system. A folder is a subsystem of the domain."""

__version__ = "0.1.0"
