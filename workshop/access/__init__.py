"""Accounts, roles, the policy of every route, sessions."""
