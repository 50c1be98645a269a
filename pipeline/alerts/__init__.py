"""Alerts on saved searches: found, packed into messages, sent by e-mail or to a program of the union."""
