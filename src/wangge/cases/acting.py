"""From a signed-in person and his post to the actor of a decision and what he sees."""

from __future__ import annotations

from dataclasses import dataclass

from wangge.cases.visibility import Sight, first_level, visibility
from wangge.organisation.auth import Acting
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor


@dataclass(frozen=True, slots=True)
class Standing:
    actor: Actor
    sight: Sight


def actor_of(who: Acting) -> Actor:
    post = who.post
    if post is None:
        return Actor(role=Role.CITIZEN, user=who.user.pk, name=who.user.name)
    is_unit = post.role == Role.UNIT
    return Actor(
        role=post.role,
        user=who.user.pk,
        post=post.pk,
        unit=first_level(post.department) if is_unit else None,
        department=post.department_id if is_unit else None,
        name=who.user.name,
    )


def standing(who: Acting) -> Standing:
    return Standing(actor_of(who), visibility(who.user, who.post))


def standings(who: Acting) -> list[Standing]:
    """Under the post that the request named; else under each of his, the first one first."""
    if who.explicit or len(who.posts) < 2:
        return [standing(who)]
    return [standing(who.under(str(post.pk))) for post in who.posts]
