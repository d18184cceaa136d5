"""A later version of the policy, proposed by the supervisor."""

from console.access import Role
from console.rulebook.actions import propose_version
from tests.parts.world import World

LATER = """
id = "2027-04"
effective_from = 2026-11-03
[terms]
answer_days = 10
closure_business_days = 7
records_years = 3
[[clauses]]
id = "D-06"
lines = [120]
part = "shopping-terms"
kinds = ["packaging"]
kinder_than = ["1"]
"""


def proposed(here: World) -> str:
    """Return the name of a version that waits to be released."""
    return propose_version(here.backend, here.actor(Role.SUPERVISOR), LATER).version.id
