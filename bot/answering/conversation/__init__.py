"""What people say to the bot, read with what was said before. It knows no Discord, and finds no news itself."""
