"""Answers as something to look at. Pure: values in, text out."""
