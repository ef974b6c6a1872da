"""The ledger as an asker may see it: counted, and the latest listed."""
