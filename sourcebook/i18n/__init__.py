"""The interface words of an edition, and how its language writes dates, numbers and lists."""
