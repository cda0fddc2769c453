"""One module per kind of page: `View` -> Markdown."""
