"""What everything drawn has in common: a WKB geometry in [lon, lat] degrees and its bounding box."""

from __future__ import annotations

import shapely
from django.db import models
from shapely.geometry.base import BaseGeometry


class Shape(models.Model):
    wkb = models.BinaryField("图形")
    min_lon = models.FloatField()
    min_lat = models.FloatField()
    max_lon = models.FloatField()
    max_lat = models.FloatField()

    class Meta:
        abstract = True

    @property
    def geometry(self) -> BaseGeometry:
        return shapely.from_wkb(bytes(self.wkb))


class OptionalShape(models.Model):
    """A shape that may be missing: a village outside the surveyed area, a place known only as a point."""

    wkb = models.BinaryField("图形", null=True)
    min_lon = models.FloatField(null=True)
    min_lat = models.FloatField(null=True)
    max_lon = models.FloatField(null=True)
    max_lat = models.FloatField(null=True)

    class Meta:
        abstract = True

    @property
    def geometry(self) -> BaseGeometry | None:
        return None if self.wkb is None else shapely.from_wkb(bytes(self.wkb))
