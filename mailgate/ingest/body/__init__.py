"""The words of a letter: which parts are its text, and what their formats mean."""
