"""A Discord on loopback for the real discord.py client: REST, gateway, interactions, limits.

It imitates what a bot can notice, and knows nothing of our bot. Whoever uses it opens `LoopbackDiscord`, points the
client at it, lets people act, and looks at what they then see.
"""
