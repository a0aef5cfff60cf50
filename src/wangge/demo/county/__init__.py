"""The sample county, generated from a seed. No database."""

from .county import generate
from .values import County

__all__ = ["County", "generate"]
