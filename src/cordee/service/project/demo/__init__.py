"""The demo: invented people, a team with one sign-in for each role, and a history that ends today."""
