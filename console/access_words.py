"""What roles and permissions are called: msgids, by their values."""

from collections.abc import Mapping
from types import MappingProxyType

from console.words import N_

ROLE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "agent": N_("Agent"),
        "supervisor": N_("Supervisor"),
        "privacy-officer": N_("Privacy officer"),
        "administrator": N_("Administrator"),
        "auditor": N_("Auditor"),
        "warehouse": N_("Warehouse"),
        "legal": N_("Legal"),
        "service": N_("Service (scheduled work)"),
    }
)
DEEDS: Mapping[str, str] = MappingProxyType(
    {
        "session:use": N_("working with one's own session"),
        "draft:keep": N_("keeping drafts"),
        "lookup:use": N_("looking people up"),
        "account:read": N_("reading customer accounts"),
        "account:reveal": N_("revealing personal data"),
        "account:correct": N_("correcting customer accounts"),
        "order:read": N_("reading orders"),
        "parcel:read": N_("reading parcels"),
        "message:read": N_("reading messages"),
        "message:record": N_("recording messages"),
        "evidence:read": N_("reading evidence"),
        "evidence:record": N_("taking evidence in"),
        "evidence:inspect": N_("inspecting files"),
        "evidence:verify": N_("verifying evidence"),
        "case:read": N_("reading cases"),
        "case:open": N_("opening cases"),
        "case:work": N_("working on cases"),
        "case:decide": N_("deciding cases"),
        "case:letter": N_("writing letters"),
        "case:export": N_("exporting cases"),
        "rulebook:read": N_("reading the rules"),
        "rulebook:propose": N_("proposing a version of the policy"),
        "rulebook:release": N_("releasing a version of the policy"),
        "import:run": N_("importing"),
        "demo:fill": N_("filling a store with made-up data"),
        "operator:read": N_("reading the list of operators"),
        "operator:manage": N_("managing operators"),
        "settings:read": N_("reading the settings"),
        "settings:change": N_("changing the settings"),
        "backup:make": N_("making backups"),
        "backup:restore": N_("restoring backups"),
        "audit:verify": N_("verifying the audit trail"),
        "audit:export": N_("exporting the audit trail"),
    }
)
