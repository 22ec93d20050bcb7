"""Tests of the findings pages."""
