"""Where everything is kept: one small protocol, engines behind it."""
