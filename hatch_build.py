"""Puts the built front end into the wheel as wangge/web/dist. An editable install reads frontend/dist itself."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FrontendHook(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        dist = Path(self.root) / "frontend" / "dist"
        if not dist.is_dir():
            raise RuntimeError("frontend/dist is missing: build the front end first (./run check builds it)")
        build_data["force_include"][str(dist)] = "wangge/web/dist"
