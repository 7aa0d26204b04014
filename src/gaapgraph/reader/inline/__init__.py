"""Inline XBRL 1.1: pages whose figures are tagged, several of them as one report."""
