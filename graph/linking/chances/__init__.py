"""From levels to the chance that two records are one person, with all rivals taken into account."""
