"""The demonstration data. Everybody in it is fictional: names, posts, teams, addresses and dates are made up."""
