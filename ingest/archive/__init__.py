"""All storage of news: writing, searching, vectors, words. Knows no file formats and no Discord."""
