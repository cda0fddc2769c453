"""Committed pages in, a site out: the MkDocs adapter and the Markdown dialect; nothing else imports mkdocs."""
