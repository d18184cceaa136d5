"""Clauses, laws and limits as dated data: shipped files seed them, the store keeps what is entered later."""
