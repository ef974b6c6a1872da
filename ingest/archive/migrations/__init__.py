"""The archive's history, oldest first; run from `database` when an older archive is opened."""
