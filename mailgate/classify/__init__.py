"""What kind of letter it is, always with a reason: language, rules by words, a learned model, label. Pure."""
