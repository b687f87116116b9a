"""Kills on the real commands: the web server, two engines and a watchman as processes, people with browsers, and a world
outside that receives their messages."""
