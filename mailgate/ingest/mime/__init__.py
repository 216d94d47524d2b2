"""The structure of a letter: header blocks, parts, transfer encodings; one linear reader within limits."""
