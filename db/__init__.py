"""How it is kept: SQLAlchemy, Alembic, SQLCipher and the keyring live here alone."""
