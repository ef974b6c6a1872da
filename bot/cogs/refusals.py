"""What a person can set right themselves."""


class Refusal(Exception):
    """Something was not done; the message says why and what to do, to the person who asked for it."""
