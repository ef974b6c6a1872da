"""Where somebody else may write: what a reader gets, what it may say, and what of that is shown. Knows no provider."""
