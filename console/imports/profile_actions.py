"""The verbs: keep a profile of one's own, take it out of use, find profiles by name."""

from collections.abc import Sequence
from dataclasses import replace

from console.access import Actor
from console.actions import action, query
from console.backend import Backend
from console.errors import Conflict, NotFound
from console.imports.profile import Profile, profile_from, profile_named, profile_names, shipped_text
from console.imports.records_profiles import KeptProfile
from console.imports.store import ProfileWork
from console.words import N_


@action("import:run", tag="import:profile-kept")
def keep_profile(backend: Backend[ProfileWork], actor: Actor, text: str, file: str = "") -> KeptProfile:
    """Keep a profile written in `text` as the next version of its name, and return it.

    `file` names it where it cannot be used. Raises: Invalid, Conflict.
    """
    profile = profile_from(text, file)
    if profile.name in profile_names():
        raise Conflict(
            N_("The console has a profile {name} of its own. Give yours another name."), name=profile.name
        )
    with backend.begin() as work:
        before = work.own_profiles.newest(profile.name)
        version = before.version + 1 if before else 1
        kept = KeptProfile(profile.name, version, profile.title, text, actor.operator_id, backend.now())
        work.own_profiles.put(kept)
        _record(work, actor, "import:profile-kept", kept)
    return kept


@action("import:run", tag="import:profile-withdrawn")
def withdraw_profile(backend: Backend[ProfileWork], actor: Actor, name: str) -> KeptProfile:
    """Take a profile of one's own out of use; its versions stay, and keeping it again brings it back.

    Raises: NotFound.
    """
    with backend.begin() as work:
        kept = _in_use(work, name)
        withdrawn = replace(kept, is_withdrawn=True)
        work.own_profiles.put(withdrawn)
        _record(work, actor, "import:profile-withdrawn", withdrawn)
    return withdrawn


@query("import:run")
def own_profiles(backend: Backend[ProfileWork], actor: Actor) -> Sequence[KeptProfile]:
    """Return the newest version of each profile of one's own that is in use, by name."""
    with backend.read() as work:
        return [p for p in work.own_profiles.newest_of_each() if not p.is_withdrawn]


@query("import:run")
def find_profile(backend: Backend[ProfileWork], actor: Actor, name: str) -> Profile:
    """Return a profile by its name, shipped or kept, or from the file `name`. Raises: NotFound, Invalid."""
    with backend.read() as work:
        kept = work.own_profiles.newest(name)
    if kept is not None and not kept.is_withdrawn:
        return profile_from(kept.text, kept.name)
    return profile_named(name)


@query("import:run")
def profile_text(backend: Backend[ProfileWork], actor: Actor, name: str) -> str:
    """Return a profile, shipped or kept, as it would be written into a file. Raises: NotFound."""
    if name in profile_names():
        return shipped_text(name)
    with backend.read() as work:
        return _in_use(work, name).text


def _in_use(work: ProfileWork, name: str) -> KeptProfile:
    kept = work.own_profiles.newest(name)
    if kept is None or kept.is_withdrawn:
        raise NotFound(N_("No profile of this name is kept here."))
    return kept


def _record(work: ProfileWork, actor: Actor, tag: str, kept: KeptProfile) -> None:
    stream = f"import-profile:{kept.name}"
    work.audit.record(
        actor, tag, stream=stream, subject=stream, facts={"name": kept.name, "version": kept.version}
    )
