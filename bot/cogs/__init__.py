"""What can be asked of the bot in Discord. A cog parses, calls the newsroom and shows; it decides nothing of news."""
