"""Readings -> Stories."""
