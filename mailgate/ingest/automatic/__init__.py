"""Did a machine write it, and may a machine answer it?"""
