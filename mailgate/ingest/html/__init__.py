"""HTML as text: what a reader sees, and what mail programs mark as quoted."""
