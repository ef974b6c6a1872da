"""Reports of one event become one incident; the operator's rulings on that. Pure: knows no storage and no text."""
