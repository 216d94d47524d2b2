"""The commands of design.md §11; thin. Each file holds those of one noun and imports what it needs when it runs."""
