"""The trainers' desk: rows to edit, an admin to edit them in, and freezing.

Nothing here is ever shown to an officer. It leaves the desk only as content values,
through `freezing`, and comes to it through `filling`.
"""
