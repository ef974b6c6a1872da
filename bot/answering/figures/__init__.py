"""Which reported figure is the one asked for: candidates, the checks on them, the series they make. Pure."""
