"""Edition -> what people read: Markdown pages for the site, one plain HTML document for everything else."""
