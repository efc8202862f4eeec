"""What every page needs: rendering, access, headers, health."""

from __future__ import annotations
