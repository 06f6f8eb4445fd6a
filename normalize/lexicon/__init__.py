"""What a domain expert knows: tables of words and facts, their one loader,
and patterns made from words.
"""
