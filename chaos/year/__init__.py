"""A year of one team on simulated time: 12 professionals, 400 people, about 40,000 check-ins, through the product's own
functions.

Everybody is invented, and so is every rate in here: how often somebody feels worse, how soon a nurse looks at a telephone,
how often an outcome is forgotten. They were chosen to put load on the chain and to take it through everything it knows, not
from any study. What the year shows is whether an alert is ever lost; how long a real team takes, it cannot show.
"""
