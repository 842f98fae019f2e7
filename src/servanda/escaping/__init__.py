"""Text stays text: what each format needs so that no word of a source acts in it.

One file a format, and every verb writes that format through it: a terminal obeys no sequence, a
spreadsheet runs no formula, a page holds no markup that a source wrote.
"""
