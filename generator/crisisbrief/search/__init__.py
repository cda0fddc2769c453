"""The search of the site: what its pages say in, index files for the reader's browser out.

- `spelling.py`: how a word is folded and what it may be a form of; the same rules as data, for the browser
- `dictionary.py`: the words that the language packs know
- `lexemes.py`: the words of a site sorted into lexemes, and the keys under which each is found
- `lookup.py`: from a reader's word to lexemes, as the browser does it
- `prepared.py`: what can be made of one page without the others
- `index.py`: all of it in files, in shards
"""
