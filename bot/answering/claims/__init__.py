"""Whether what somebody says is borne out by the news, claim by claim. Knows no Discord; what is not found is not false."""
