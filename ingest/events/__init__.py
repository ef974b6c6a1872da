"""Figures and incidents out of text. Pure: knows no storage, no network, no clock."""
