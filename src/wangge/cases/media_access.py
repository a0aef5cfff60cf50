"""Who may see a case's photo: whoever sees the case; units get a checker's photos only without EXIF."""

from __future__ import annotations

from wangge.cases.models import Case, CaseMedia
from wangge.cases.visibility import visibility
from wangge.evidence.access import Grant, register
from wangge.evidence.models import Media
from wangge.organisation.models import Post, User


@register
def case_photo(user: User, post: Post | None, media: Media) -> Grant:
    sight = visibility(user, post)
    found = Grant.NONE
    for link in CaseMedia.objects.filter(media=media).only("case_id", "step"):
        if sight.sees(Case.objects.get(pk=link.case_id)):
            found = max(found, Grant.STRIPPED if sight.unit is not None else Grant.FULL)
    return found
