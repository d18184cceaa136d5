"""What came after revision 0001. Made by db/migrations/freeze.py."""

from alembic import op

from db.migrations.moves import move

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

UP = {
    "sqlite": [
        r"""DROP INDEX ix_account_contact_kind_folded""",
        r"""CREATE TABLE new_evidence (
  case_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  declared_type VARCHAR(200) NOT NULL,
  media_type VARCHAR(200) NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  size BIGINT NOT NULL,
  flags VARCHAR(100) NOT NULL,
  preview VARCHAR(20) NOT NULL,
  reason VARCHAR(20) NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  has_thumbnail BOOLEAN NOT NULL,
  source VARCHAR(20) NOT NULL,
  taken_by INTEGER NOT NULL,
  taken_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  verified_at BIGINT,
  damage VARCHAR(20) NOT NULL,
  content_of INTEGER,
  inside TEXT,
  id INTEGER NOT NULL,
  CONSTRAINT pk_evidence PRIMARY KEY (id),
  CONSTRAINT uq_evidence_case_id_sha256 UNIQUE (case_id, sha256),
  CONSTRAINT fk_evidence_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
  CONSTRAINT fk_evidence_taken_by FOREIGN KEY(taken_by) REFERENCES operator (id),
  CONSTRAINT fk_evidence_content_of FOREIGN KEY(content_of) REFERENCES evidence (id)
)""",
        r"""INSERT INTO new_evidence (case_id, name, declared_type, media_type, sha256, size, flags, preview, reason, width, height, pages, has_thumbnail, source, taken_by, taken_at, withdrawn_at, verified_at, damage, id) SELECT case_id, name, declared_type, media_type, sha256, size, flags, preview, reason, width, height, pages, has_thumbnail, source, taken_by, taken_at, withdrawn_at, verified_at, damage, id FROM evidence""",
        r"""DROP TABLE evidence""",
        r"""ALTER TABLE new_evidence RENAME TO evidence""",
        r"""CREATE TABLE new_message (
  case_id INTEGER NOT NULL,
  kind VARCHAR(20) NOT NULL,
  direction VARCHAR(20) NOT NULL,
  author VARCHAR(20) NOT NULL,
  at BIGINT NOT NULL,
  body TEXT NOT NULL,
  seconds INTEGER,
  language VARCHAR(35) NOT NULL,
  cards_masked INTEGER NOT NULL,
  subject TEXT,
  people TEXT NOT NULL,
  message_id TEXT NOT NULL,
  answers TEXT NOT NULL,
  html_was BOOLEAN NOT NULL,
  notes TEXT NOT NULL,
  mail_kind VARCHAR(20) NOT NULL,
  topic VARCHAR(200) NOT NULL,
  thread_id INTEGER,
  original_id INTEGER,
  recorded_by INTEGER NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  id INTEGER NOT NULL,
  CONSTRAINT pk_message PRIMARY KEY (id),
  CONSTRAINT fk_message_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
  CONSTRAINT fk_message_original_id FOREIGN KEY(original_id) REFERENCES evidence (id),
  CONSTRAINT fk_message_recorded_by FOREIGN KEY(recorded_by) REFERENCES operator (id)
)""",
        r"""INSERT INTO new_message (case_id, kind, direction, author, at, body, seconds, language, cards_masked, subject, people, message_id, answers, html_was, notes, mail_kind, topic, original_id, recorded_by, recorded_at, withdrawn_at, id) SELECT case_id, kind, direction, author, at, body, seconds, language, cards_masked, subject, people, message_id, answers, html_was, notes, '', '', original_id, recorded_by, recorded_at, withdrawn_at, id FROM message""",
        r"""DROP TABLE message""",
        r"""ALTER TABLE new_message RENAME TO message""",
        r"""CREATE TABLE account_link (
  low_id BIGINT NOT NULL,
  high_id BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  operator_id INTEGER NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pk_account_link PRIMARY KEY (low_id, high_id),
  CONSTRAINT fk_account_link_low_id FOREIGN KEY(low_id) REFERENCES account (id),
  CONSTRAINT fk_account_link_high_id FOREIGN KEY(high_id) REFERENCES account (id),
  CONSTRAINT fk_account_link_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id)
)""",
        r"""CREATE TABLE import_profile (
  name VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  text TEXT NOT NULL,
  operator_id INTEGER NOT NULL,
  at BIGINT NOT NULL,
  is_withdrawn BOOLEAN NOT NULL,
  id INTEGER NOT NULL,
  CONSTRAINT pk_import_profile PRIMARY KEY (id),
  CONSTRAINT uq_import_profile_name_version UNIQUE (name, version),
  CONSTRAINT fk_import_profile_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id)
)""",
        r"""CREATE TABLE import_step (
  run_id INTEGER NOT NULL,
  claim BIGINT NOT NULL,
  kind VARCHAR(10) NOT NULL,
  done INTEGER NOT NULL,
  counts TEXT NOT NULL,
  "plan" TEXT NOT NULL,
  CONSTRAINT pk_import_step PRIMARY KEY (run_id),
  CONSTRAINT fk_import_step_run_id FOREIGN KEY(run_id) REFERENCES import_run (id)
)""",
        r"""CREATE TABLE import_found (
  run_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  found TEXT NOT NULL,
  CONSTRAINT pk_import_found PRIMARY KEY (run_id, seq),
  CONSTRAINT fk_import_found_run_id FOREIGN KEY(run_id) REFERENCES import_run (id)
)""",
        r"""CREATE TABLE message_reference (
  message_id INTEGER NOT NULL,
  reference TEXT NOT NULL,
  id INTEGER NOT NULL,
  CONSTRAINT pk_message_reference PRIMARY KEY (id),
  CONSTRAINT fk_message_reference_message_id FOREIGN KEY(message_id) REFERENCES message (id)
)""",
        r"""CREATE TABLE search_word (
    id INTEGER NOT NULL PRIMARY KEY,
    kind VARCHAR(10) NOT NULL,
    word TEXT NOT NULL,
    UNIQUE (kind, word)
)""",
        r"""CREATE TABLE search_near (
    form INTEGER NOT NULL,
    word_id INTEGER NOT NULL,
    PRIMARY KEY (form, word_id)
) WITHOUT ROWID""",
        r"""CREATE TABLE search_ending (
    ending TEXT NOT NULL,
    word_id INTEGER NOT NULL,
    PRIMARY KEY (ending, word_id)
) WITHOUT ROWID""",
        r"""CREATE INDEX ix_account_contact_kind_folded_account_id ON account_contact (kind, folded, account_id)""",
        r"""CREATE INDEX ix_account_link_high_id ON account_link (high_id)""",
        r"""CREATE INDEX ix_evidence_content_of ON evidence (content_of)""",
        r"""CREATE INDEX ix_evidence_sha256 ON evidence (sha256)""",
        r"""CREATE INDEX ix_message_case_id_at_id ON message (case_id, at, id)""",
        r"""CREATE INDEX ix_message_original_id ON message (original_id)""",
        r"""CREATE INDEX ix_message_thread_id ON message (thread_id)""",
        r"""CREATE INDEX ix_message_topic ON message (topic)""",
        r"""CREATE INDEX ix_message_reference_message_id ON message_reference (message_id)""",
        r"""CREATE INDEX ix_message_reference_reference ON message_reference (reference)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'account' AND NOT EXISTS (SELECT 1 FROM account)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'order' AND NOT EXISTS (SELECT 1 FROM shop_order)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'parcel' AND NOT EXISTS (SELECT 1 FROM parcel)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'case' AND NOT EXISTS (SELECT 1 FROM case_file)""",
    ],
    "postgresql": [
        r"""DROP INDEX ix_account_contact_kind_folded""",
        r"""DROP INDEX ix_message_message_id""",
        r"""DROP INDEX ix_account_contact_begins""",
        r"""CREATE TABLE account_link (
  low_id BIGINT NOT NULL,
  high_id BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL,
  operator_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  CONSTRAINT pk_account_link PRIMARY KEY (low_id, high_id),
  CONSTRAINT fk_account_link_low_id FOREIGN KEY(low_id) REFERENCES account (id),
  CONSTRAINT fk_account_link_high_id FOREIGN KEY(high_id) REFERENCES account (id),
  CONSTRAINT fk_account_link_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id)
)""",
        r"""CREATE TABLE import_profile (
  name VARCHAR(40) NOT NULL,
  version INTEGER NOT NULL,
  title VARCHAR NOT NULL,
  text TEXT NOT NULL,
  operator_id BIGINT NOT NULL,
  at BIGINT NOT NULL,
  is_withdrawn BOOLEAN NOT NULL,
  id BIGSERIAL NOT NULL,
  CONSTRAINT pk_import_profile PRIMARY KEY (id),
  CONSTRAINT uq_import_profile_name_version UNIQUE (name, version),
  CONSTRAINT fk_import_profile_operator_id FOREIGN KEY(operator_id) REFERENCES operator (id)
)""",
        r"""CREATE TABLE import_step (
  run_id BIGINT NOT NULL,
  claim BIGINT NOT NULL,
  kind VARCHAR(10) NOT NULL,
  done INTEGER NOT NULL,
  counts TEXT NOT NULL,
  plan TEXT NOT NULL,
  CONSTRAINT pk_import_step PRIMARY KEY (run_id),
  CONSTRAINT fk_import_step_run_id FOREIGN KEY(run_id) REFERENCES import_run (id)
)""",
        r"""CREATE TABLE import_found (
  run_id BIGINT NOT NULL,
  seq BIGINT NOT NULL,
  found TEXT NOT NULL,
  CONSTRAINT pk_import_found PRIMARY KEY (run_id, seq),
  CONSTRAINT fk_import_found_run_id FOREIGN KEY(run_id) REFERENCES import_run (id)
)""",
        r"""CREATE TABLE message_reference (
  message_id BIGINT NOT NULL,
  reference TEXT NOT NULL,
  id BIGSERIAL NOT NULL,
  CONSTRAINT pk_message_reference PRIMARY KEY (id),
  CONSTRAINT fk_message_reference_message_id FOREIGN KEY(message_id) REFERENCES message (id)
)""",
        r"""CREATE TABLE search_word (
    id BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
    kind VARCHAR(10) NOT NULL,
    word TEXT COLLATE "C" NOT NULL,
    UNIQUE (kind, word)
)""",
        r"""CREATE TABLE search_near (
    form BIGINT NOT NULL,
    word_id BIGINT NOT NULL,
    PRIMARY KEY (form, word_id)
)""",
        r"""CREATE TABLE search_ending (
    ending TEXT COLLATE "C" NOT NULL,
    word_id BIGINT NOT NULL,
    PRIMARY KEY (ending, word_id)
)""",
        r"""ALTER TABLE evidence ADD COLUMN content_of BIGINT""",
        r"""ALTER TABLE evidence ADD COLUMN inside TEXT""",
        r"""ALTER TABLE message ADD COLUMN mail_kind VARCHAR(20)""",
        r"""UPDATE message SET mail_kind = ''""",
        r"""ALTER TABLE message ALTER COLUMN mail_kind SET NOT NULL""",
        r"""ALTER TABLE message ADD COLUMN topic VARCHAR(200)""",
        r"""UPDATE message SET topic = ''""",
        r"""ALTER TABLE message ALTER COLUMN topic SET NOT NULL""",
        r"""ALTER TABLE message ADD COLUMN thread_id BIGINT""",
        r"""ALTER TABLE evidence ADD CONSTRAINT fk_evidence_content_of FOREIGN KEY(content_of) REFERENCES evidence (id)""",
        r"""CREATE INDEX ix_account_contact_kind_folded_account_id ON account_contact (kind, folded, account_id)""",
        r"""CREATE INDEX ix_account_link_high_id ON account_link (high_id)""",
        r"""CREATE INDEX ix_evidence_content_of ON evidence (content_of)""",
        r"""CREATE INDEX ix_evidence_sha256 ON evidence (sha256)""",
        r"""CREATE INDEX ix_message_thread_id ON message (thread_id)""",
        r"""CREATE INDEX ix_message_topic ON message (topic)""",
        r"""CREATE INDEX ix_message_reference_message_id ON message_reference (message_id)""",
        r"""CREATE INDEX ix_message_reference_reference ON message_reference (reference)""",
        r"""CREATE INDEX ix_account_contact_begins ON account_contact (kind, folded text_pattern_ops, account_id)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'account' AND NOT EXISTS (SELECT 1 FROM account)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'order' AND NOT EXISTS (SELECT 1 FROM shop_order)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'parcel' AND NOT EXISTS (SELECT 1 FROM parcel)""",
        r"""UPDATE search_state SET version = 2, behind = 0 WHERE kind = 'case' AND NOT EXISTS (SELECT 1 FROM case_file)""",
    ],
}
DOWN = {
    "sqlite": [
        r"""DROP INDEX ix_account_contact_kind_folded_account_id""",
        r"""DROP TABLE search_ending""",
        r"""DROP TABLE search_near""",
        r"""DROP TABLE search_word""",
        r"""DROP TABLE message_reference""",
        r"""DROP TABLE import_found""",
        r"""DROP TABLE import_step""",
        r"""DROP TABLE import_profile""",
        r"""DROP TABLE account_link""",
        r"""CREATE TABLE new_evidence (
  case_id INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  declared_type VARCHAR(200) NOT NULL,
  media_type VARCHAR(200) NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  size BIGINT NOT NULL,
  flags VARCHAR(100) NOT NULL,
  preview VARCHAR(20) NOT NULL,
  reason VARCHAR(20) NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  has_thumbnail BOOLEAN NOT NULL,
  source VARCHAR(20) NOT NULL,
  taken_by INTEGER NOT NULL,
  taken_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  verified_at BIGINT,
  damage VARCHAR(20) NOT NULL,
  id INTEGER NOT NULL,
  CONSTRAINT pk_evidence PRIMARY KEY (id),
  CONSTRAINT uq_evidence_case_id_sha256 UNIQUE (case_id, sha256),
  CONSTRAINT fk_evidence_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
  CONSTRAINT fk_evidence_taken_by FOREIGN KEY(taken_by) REFERENCES operator (id)
)""",
        r"""INSERT INTO new_evidence (case_id, name, declared_type, media_type, sha256, size, flags, preview, reason, width, height, pages, has_thumbnail, source, taken_by, taken_at, withdrawn_at, verified_at, damage, id) SELECT case_id, name, declared_type, media_type, sha256, size, flags, preview, reason, width, height, pages, has_thumbnail, source, taken_by, taken_at, withdrawn_at, verified_at, damage, id FROM evidence""",
        r"""DROP TABLE evidence""",
        r"""ALTER TABLE new_evidence RENAME TO evidence""",
        r"""CREATE TABLE new_message (
  case_id INTEGER NOT NULL,
  kind VARCHAR(20) NOT NULL,
  direction VARCHAR(20) NOT NULL,
  author VARCHAR(20) NOT NULL,
  at BIGINT NOT NULL,
  body TEXT NOT NULL,
  seconds INTEGER,
  language VARCHAR(35) NOT NULL,
  cards_masked INTEGER NOT NULL,
  subject TEXT,
  people TEXT NOT NULL,
  message_id TEXT NOT NULL,
  answers TEXT NOT NULL,
  html_was BOOLEAN NOT NULL,
  notes TEXT NOT NULL,
  original_id INTEGER,
  recorded_by INTEGER NOT NULL,
  recorded_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  id INTEGER NOT NULL,
  CONSTRAINT pk_message PRIMARY KEY (id),
  CONSTRAINT fk_message_case_id FOREIGN KEY(case_id) REFERENCES case_file (id),
  CONSTRAINT fk_message_original_id FOREIGN KEY(original_id) REFERENCES evidence (id),
  CONSTRAINT fk_message_recorded_by FOREIGN KEY(recorded_by) REFERENCES operator (id)
)""",
        r"""INSERT INTO new_message (case_id, kind, direction, author, at, body, seconds, language, cards_masked, subject, people, message_id, answers, html_was, notes, original_id, recorded_by, recorded_at, withdrawn_at, id) SELECT case_id, kind, direction, author, at, body, seconds, language, cards_masked, subject, people, message_id, answers, html_was, notes, original_id, recorded_by, recorded_at, withdrawn_at, id FROM message""",
        r"""DROP TABLE message""",
        r"""ALTER TABLE new_message RENAME TO message""",
        r"""CREATE INDEX ix_account_contact_kind_folded ON account_contact (kind, folded)""",
        r"""CREATE INDEX ix_message_case_id_at_id ON message (case_id, at, id)""",
        r"""CREATE INDEX ix_message_message_id ON message (message_id)""",
        r"""CREATE INDEX ix_message_original_id ON message (original_id)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'account' AND NOT EXISTS (SELECT 1 FROM account)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'order' AND NOT EXISTS (SELECT 1 FROM shop_order)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'parcel' AND NOT EXISTS (SELECT 1 FROM parcel)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'case' AND NOT EXISTS (SELECT 1 FROM case_file)""",
    ],
    "postgresql": [
        r"""DROP INDEX ix_account_contact_kind_folded_account_id""",
        r"""DROP INDEX ix_evidence_content_of""",
        r"""DROP INDEX ix_evidence_sha256""",
        r"""DROP INDEX ix_message_thread_id""",
        r"""DROP INDEX ix_message_topic""",
        r"""DROP INDEX ix_account_contact_begins""",
        r"""ALTER TABLE evidence DROP CONSTRAINT fk_evidence_content_of""",
        r"""ALTER TABLE evidence DROP COLUMN content_of""",
        r"""ALTER TABLE evidence DROP COLUMN inside""",
        r"""ALTER TABLE message DROP COLUMN mail_kind""",
        r"""ALTER TABLE message DROP COLUMN topic""",
        r"""ALTER TABLE message DROP COLUMN thread_id""",
        r"""DROP TABLE search_ending""",
        r"""DROP TABLE search_near""",
        r"""DROP TABLE search_word""",
        r"""DROP TABLE message_reference""",
        r"""DROP TABLE import_found""",
        r"""DROP TABLE import_step""",
        r"""DROP TABLE import_profile""",
        r"""DROP TABLE account_link""",
        r"""CREATE INDEX ix_account_contact_kind_folded ON account_contact (kind, folded)""",
        r"""CREATE INDEX ix_message_message_id ON message (message_id)""",
        r"""CREATE INDEX ix_account_contact_begins ON account_contact (kind, folded text_pattern_ops)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'account' AND NOT EXISTS (SELECT 1 FROM account)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'order' AND NOT EXISTS (SELECT 1 FROM shop_order)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'parcel' AND NOT EXISTS (SELECT 1 FROM parcel)""",
        r"""UPDATE search_state SET version = 1, behind = 0 WHERE kind = 'case' AND NOT EXISTS (SELECT 1 FROM case_file)""",
    ],
}


def upgrade() -> None:
    """Make what came; every row stays."""
    _run(UP[op.get_bind().dialect.name])
    move(op.get_bind(), revision)


def downgrade() -> None:
    """Make the schema of revision 0001 again; what only this one can hold, goes."""
    _run(DOWN[op.get_bind().dialect.name])


def _run(statements: list[str]) -> None:
    connection = op.get_bind()
    for statement in statements:
        connection.exec_driver_sql(statement, execution_options={"no_parameters": True})
