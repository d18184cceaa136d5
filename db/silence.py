"""Keeps people's data out of what PostgreSQL says when it refuses a row: logs and tracebacks print it."""

from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

ABOUT_VALUES = ("22", "23")  # classes of errors whose very first line may name a value


def silence(engine: Engine) -> Engine:
    """Have the errors of `engine` name tables and rules, never values, and return the engine."""

    @event.listens_for(engine, "handle_error")
    def _strip(context: ExceptionContext) -> None:
        original: Any = context.original_exception
        said = _without_values(original)
        for error in (original, context.sqlalchemy_exception):
            if error is not None:
                error.args = (said,)

    return engine


def _without_values(error: Any) -> str:
    """Return the first line, without DETAIL and CONTEXT; of a refused value only what refused it."""
    state = getattr(error, "sqlstate", None) or ""
    if not state.startswith(ABOUT_VALUES):
        return (str(error).splitlines() or [""])[0]
    names = (error.diag.table_name, error.diag.column_name, error.diag.constraint_name)
    return " ".join([type(error).__name__, state, *filter(None, names)])
