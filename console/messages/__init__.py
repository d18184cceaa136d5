"""What was said about a case: calls, notes, chats, letters, e-mails; never changed, only added to."""
