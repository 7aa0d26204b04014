"""What words and prints say by themselves: numbers, quantities, dates and folded labels, without any document.

Each module is imported by its name: the patterns of most are dear, and a question needs the words alone.
"""
