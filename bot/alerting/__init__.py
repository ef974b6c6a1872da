"""Alerts: what is new to who asked to be told, whether it changed since, when and how it is posted.

Pure, but for `sighting.py`, which looks into the archive. Knows neither Discord nor where alerts are kept.
"""
