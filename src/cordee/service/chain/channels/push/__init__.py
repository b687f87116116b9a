"""The channel web push: a message on a phone or a computer whose browser has subscribed."""
