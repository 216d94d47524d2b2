"""Pages for people: staff behind a session, customers behind signed links, strangers at public forms. No decisions."""
