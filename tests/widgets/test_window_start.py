"""The first page comes before the store's libraries: a fresh process paints it without them."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LATER = {
    *("sqlalchemy", "alembic", "psycopg", "sqlcipher3", "keyring"),
    *("reportlab", "pikepdf", "uharfbuzz", "fontTools", "PIL", "pypdfium2"),
}
SIGN_IN_PAGE = """
import sys
import main
from widgets.window_start import application, make_window
app = application()
window = make_window(main.make_house(), {"look": "light"})
window.ask_who()
window.show()
assert not window.grab().isNull()
print(*sys.modules)
window.close()
"""


def test_the_sign_in_page_is_painted_before_any_library_of_store_or_letters_is_there() -> None:
    run = [sys.executable, "-c", SIGN_IN_PAGE]
    done = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "widgets.screens.sign_in" in loaded
    assert loaded & LATER == set()
