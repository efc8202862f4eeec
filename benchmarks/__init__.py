"""Measurements, as ratios in one run: absolute figures don't travel."""

from __future__ import annotations
