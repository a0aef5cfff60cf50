"""Simulated people at the HTTP door, each with his own token."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import httpx

from wangge.basedata import jurisdiction
from wangge.demo.simulation.world import SPACE
from wangge.organisation import tokens
from wangge.organisation.models import User


@dataclass
class Callers:
    """`label` makes ids that are always new and always ours (see own.py)."""

    base_url: str
    seed: int
    run: str
    count: int = 0
    _clients: dict[int, httpx.Client] = field(default_factory=dict)

    def new_id(self) -> str:
        self.count += 1
        return str(uuid.uuid5(SPACE, f"{self.seed}:live:{self.run}:{self.count}"))

    def client(self, user: int) -> httpx.Client:
        if user not in self._clients:
            with jurisdiction.jurisdiction():
                token, _ = tokens.issue(User.objects.get(pk=user), "simulation")
            header = {"Authorization": f"Bearer {token}"}
            self._clients[user] = httpx.Client(base_url=f"{self.base_url}/api/v1", headers=header, timeout=30)
        return self._clients[user]

    def get(self, user: int, path: str) -> Any:
        return self.client(user).get(path).raise_for_status().json()

    def photo(self, user: int, content: bytes) -> str:
        files = {"file": ("photo.jpg", content, "image/jpeg")}
        return str(self.client(user).post("/media", files=files).raise_for_status().json()["media_id"])

    def report(self, user: int, **body: Any) -> bool:
        answer = self.client(user).post("/reports", json={"report_id": self.new_id(), **body})
        return answer.status_code == 201

    def act(self, user: int, case_no: str, action: str, post: str, **body: Any) -> bool:
        """False when the rules or somebody else were first; nothing is forced."""
        told = {"action_id": self.new_id(), "post": post, **body}
        return self.client(user).post(f"/cases/{case_no}/actions/{action}", json=told).status_code == 200

    def close(self) -> None:
        for client in self._clients.values():
            client.close()
