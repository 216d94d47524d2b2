"""What a person newly wrote: quotes, forwarded letters, signatures and footers told from new words."""
