"""Clinical review: sign-off, withdrawal, and reminders before a text is out of date."""
