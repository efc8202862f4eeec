"""The proofs: each module looks at one side of the guidance and yields findings.

All of them read the guidance as data and none lists paths or compares everything with
everything, so that what they cost grows with the size of the guidance and no faster.
"""
