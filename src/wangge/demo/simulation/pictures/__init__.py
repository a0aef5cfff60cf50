"""Drawn stand-ins for photographs: a place with a problem, from near and from afar, and the same place put right."""

from wangge.demo.simulation.pictures.scenes import SIZE, VARIANTS, View, scene, variant_of

__all__ = ["SIZE", "VARIANTS", "View", "scene", "variant_of"]
