"""Who may see it: the web application, its JSON, and the command line."""
