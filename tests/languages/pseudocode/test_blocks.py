"""How statements of pseudocode are put into blocks."""

import pytest

from tests.languages.pseudocode.outlining import outline

_LOOP = ["for", "  if", "    call", "  else", "    call", "call"]


@pytest.mark.parametrize(
    "code",
    [
        "for x in xs:\n  if a(x):\n    f(x)\n  else:\n    g(x)\nh()",
        "for x in xs\n  if a(x)\n    f(x)\n  else\n    g(x)\nh()",
        "for (x in xs) {\n  if (a(x)) {\n    f(x)\n  } else {\n    g(x)\n  }\n}\nh()",
        "for (x in xs)\n{\n  if (a(x))\n  {\n    f(x);\n  }\n  else\n  {\n    g(x);\n  }\n}\nh();",
        "for (x in xs) { if (a(x)) { f(x); } else { g(x); } }\nh();",
        "for (x in xs)\n  if (a(x)) f(x);\n  else g(x);\nh();",
        "FOR x IN xs DO\nIF a(x) THEN\nf(x)\nELSE\ng(x)\nENDIF\nENDFOR\nh()",
        "for x in xs do\n  if a(x) then\n    f(x)\n  else\n    g(x)\n  fi\nod\nh()",
        "for x in xs\n  if a(x)\n    f(x)\n  else\n    g(x)\n  end\nend\nh()",
        "for x in xs do\nbegin\n  if a(x) then begin\n    f(x);\n  end else\n    g(x);\nend;\nh();",
        "for x in xs do\n  if a(x) then f(x) else g(x)\nh()",
        "1  for x in xs\n2      if a(x)\n3          f(x)\n4      else\n5          g(x)\n6  h()",
        "for x in xs:\n\tif a(x):\n\t\tf(x)\n\telse: g(x)\nh()",
    ],
)
def test_one_tree_in_all_styles(code: str) -> None:
    assert outline(code) == _LOOP


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("repeat\n  f()\nuntil done", ["repeat", "  call", "until"]),
        ("repeat\n  f()\n  until done\ng()", ["repeat", "  call", "until", "call"]),
        ("do {\n  f();\n} while (a);\ng();", ["repeat", "  call", "until", "call"]),
        (
            "switch (a):\n  case 1:\n    f()\n  default:\n    g()",
            ["switch", "  case", "    call", "  case", "    call"],
        ),
        (
            "switch (a) {\ncase 1:\n  f();\n  break;\n}",
            ["switch", "  case", "    call", "    break"],
        ),
        ("case a of\n  1: f()\n  else g()\nend case", ["switch", "  entry", "  else", "    call"]),
        (
            "try:\n  f()\nexcept E:\n  g()\nfinally:\n  h()",
            ["try", "  call", "catch", "  call", "finally", "  call"],
        ),
        ("IF a\n  THEN\n    f()\n  ELSE\n    g()\nENDIF", ["if", "  call", "else", "  call"]),
        ("run(() -> {\n  f();\n}, 3);\ng();", ["call", "  call", "call"]),
        ("PUSH(S, x)\n  S.top = x", ["function", "  assignment"]),
        ("push(x)\n  f()", ["call", "  call"]),
        ("if a: return\nb", ["if", "  return", "expression"]),
        ("x = {\n  a: 1,\n  b: 2\n}\nf()", ["assignment", "call"]),
        ("while a\n  ;\nf()", ["while", "  elision", "call"]),
        ("list.each do |x|\n  f(x)\nend", ["with", "  call"]),
    ],
)
def test_blocks(code: str, lines: list[str]) -> None:
    assert outline(code) == lines


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("total = a +\n    b\nf()", 2),
        ("total = a\n    + b\nf()", 2),
        ("f(a,\n  b,\n  c)\ng()", 2),
        ("names.sort()\n    .first()\ng()", 2),
        ("if a and\n    b:\n  f()\ng()", 2),
        ("total = a + \\\n    b\nf()", 2),
        ("x = a;  y = b; z = c", 3),
        ("for i = 0; i < 3; i++ {\n  f(i)\n}", 1),
        ("f(a\nif b:\n  g()", 2),
    ],
)
def test_lines(code: str, count: int) -> None:
    assert sum(not line.startswith(" ") for line in outline(code)) == count
