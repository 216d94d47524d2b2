"""The composition root: builds the house from the settings and starts the processes. No decisions of the desk here."""
