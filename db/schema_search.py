"""The search index in the schema: one full-text table a kind; what fills it is db/search_index.py.

SQLite: FTS5 that keeps no text (`content=''`), no positions (`detail=none`) and takes our own tokens. Not
`contentless_delete=1`: with it an erased word stays in the file until the whole index is rewritten. With
`secure-delete` and the exact old tokens nothing stays (tests/db/test_search_erasure.py reads the pages).
PostgreSQL: every token's beginnings of up to seven characters in an array under GIN, no extension; the newest
rows of very common beginnings apart, so that they need no sorting.

Tokens are personal data as the rows they are made of, and go with them.
"""

# ruff: noqa: S608 -- names of tables and columns are our own, values are bound

from db.tokens import VERSION

KINDS = ("account", "order", "parcel", "case")
LONGEST_PREFIX = 7

_STATE = """CREATE TABLE search_state (
    kind VARCHAR(10) NOT NULL PRIMARY KEY,
    version INTEGER NOT NULL,
    behind INTEGER NOT NULL
)"""
_STATES = [
    f"INSERT INTO search_state (kind, version, behind) VALUES ('{kind}', {VERSION}, 0)" for kind in KINDS
]


def _sqlite(kind: str) -> list[str]:
    table = f"search_{kind}"
    return [
        f"""CREATE VIRTUAL TABLE {table} USING fts5(
    tokens, content='', detail=none, tokenize='ascii', prefix='1 2 3 4 5 6 7'
)""",
        f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)",
    ]


def _postgres(kind: str) -> list[str]:
    table = f"search_{kind}"
    return [
        f"""CREATE TABLE {table} (
    id BIGINT NOT NULL PRIMARY KEY,
    tokens TEXT[] NOT NULL
)""",
        f"CREATE INDEX ix_{table}_tokens ON {table} USING gin (tokens) WITH (gin_pending_list_limit = 256)",
    ]


SQLITE = [_STATE, *_STATES, *(s for kind in KINDS for s in _sqlite(kind))]
POSTGRES = [
    _STATE,
    *_STATES,
    *(s for kind in KINDS for s in _postgres(kind)),
    """CREATE TABLE search_common (
    kind VARCHAR(10) NOT NULL,
    token TEXT NOT NULL,
    PRIMARY KEY (kind, token)
)""",
    """CREATE TABLE search_newest (
    kind VARCHAR(10) NOT NULL,
    token TEXT NOT NULL,
    id BIGINT NOT NULL,
    PRIMARY KEY (kind, token, id)
)""",
    "CREATE INDEX ix_search_newest_id ON search_newest (kind, id)",
    # numbers and addresses found by their beginning, whatever the database's collation
    "CREATE INDEX ix_account_contact_begins ON account_contact (kind, folded text_pattern_ops)",
    "CREATE INDEX ix_shop_order_begins ON shop_order (folded text_pattern_ops)",
    "CREATE INDEX ix_shop_order_phone_begins ON shop_order (recipient_phone_folded text_pattern_ops)",
    "CREATE INDEX ix_parcel_begins ON parcel (tracking_folded text_pattern_ops)",
]
