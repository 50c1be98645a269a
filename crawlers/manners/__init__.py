"""How we behave on other people's servers. No setting turns any of it off."""
