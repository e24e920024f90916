"""Pseudocode in any of its styles: what it says, its colours, and what is wrong with it.

``parser.read`` is the way through, stage by stage:

1. ``tokens``, with ``markers``: characters to tokens; ``text`` holds them for all that follows
2. ``brackets``: which closes which
3. ``lines``: tokens to logical lines, and the braces that bound blocks
4. ``blocks``, with ``branches`` and ``ends``: lines to a tree of ``drafts``. Each line is read by
   ``statements``: ``heads`` and ``definitions`` open blocks, ``simple`` is all the rest; ``reader``
   asks what they all ask, of ``expressions`` (``operators``, ``generics``) and ``phrases``

``words`` are the words of all stages, and ``tree`` is what comes out. ``lexer`` colours it, and
``checker`` says what is wrong: first ``structure``, what the stages met that does not come out
even, then ``flow_checks``, ``name_checks`` and ``style_checks``. The rules are in
``syntax_rules``, ``meaning_rules`` and ``style_rules``.
"""
