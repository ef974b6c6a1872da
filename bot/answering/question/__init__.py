"""A question, read: what is asked, of what, where and when. Pure, and knows no article."""
