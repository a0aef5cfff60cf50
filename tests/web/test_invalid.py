"""What pydantic finds, in Chinese."""

from __future__ import annotations

from typing import Literal

import pytest
from pydantic import BaseModel, ValidationError

from wangge.web.invalid import message


class Photo(BaseModel):
    role: Literal["near", "far", "other"]


def test_what_may_be_taken_is_listed_in_chinese() -> None:
    with pytest.raises(ValidationError) as caught:
        Photo.model_validate({"role": "behind"})
    assert [message(dict(one)) for one in caught.value.errors()] == ["只能取 near、far、other"]
