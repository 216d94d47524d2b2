"""What came with a letter: attachments, their names, and the files inside other files."""
