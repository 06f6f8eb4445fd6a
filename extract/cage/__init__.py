"""What keeps a program that reads a document away from everything else.

Layers of the system's own, each tried before it is relied on; today those that cut the network
(`network`).
"""
