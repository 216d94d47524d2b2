"""`mailgate demo`: a working day of an invented firm, told as it happens, with the real parts on loopback."""
