"""The log as a transparency log: tree, notes, checkpoints and proofs that strangers' programs check offline.

Pure: nothing here reads a database, a file, a clock or the environment. Standards: RFC 6962 (tree), RFC 9162 (checking
proofs), and of C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-proof, tlog-tiles, tlog-policy.
"""
