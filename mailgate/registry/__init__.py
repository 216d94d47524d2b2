"""Who may write and who may be told: the desk's set-up, companies, people and their rights. Pure."""
