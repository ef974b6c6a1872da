"""What people read in Discord. Pure: values in, layouts and plain texts out; every limit of Discord lives here.

Strangers' text (titles, publishers, quotes, places, reasons) is made safe here and nowhere else.
"""
