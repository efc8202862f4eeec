"""The wizard builder: the whole question tree of a wizard on one screen.

The outline is the editor, the picture beside it the view; both are drawn anew of the
rows after every change. Every change is one transaction on the locked wizard, which
records what it takes to undo it.
"""
