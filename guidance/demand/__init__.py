"""What officers look for and don't find, and what they open: counts, by day.

Nothing about a person is kept, and no text before several different days have brought
it. `nameless` says what of a question may be kept at all, `models` what the tables
hold, and the page that officers read is made from those tables.
"""
