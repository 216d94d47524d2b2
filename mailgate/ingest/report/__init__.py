"""Delivery reports and complaints: who was not reached, and which letter of ours it was."""
