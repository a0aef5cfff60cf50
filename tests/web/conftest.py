from tests.world import county, world

__all__ = ["county", "world"]
