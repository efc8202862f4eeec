"""Who may work here: people who sign in, and their roles. Officers never sign in."""
