"""The practice web: small made-up sites in the shapes of real ones, served on loopback, with four weeks of posts.

It stands alone. The rest of the house meets it only over HTTP, as it meets the web outside.
"""
