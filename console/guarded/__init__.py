"""Strangers' files are opened here, in a child process that can do nothing else.

``host`` starts and watches the child and believes nothing it says; ``child`` is the other side of the pipe.
Only the child imports ``images``, ``documents`` and the mail modules.
"""
