"""Alembic's way in: it runs this file, which hands it the connection that the store was opened with."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
