"""The words that pseudocode is made of, in small letters. A word is a keyword by its place only."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


#: Words that open a block, or go on with one, where they begin a statement.
CONDITIONS = word_set("if unless")
ELSE_IF = word_set("elif elseif elsif elsf")
ELSE = word_set("else otherwise")
FOR = word_set("for foreach forall parfor parallel_for pfor ∀")
WHILE = word_set("while")
LOOP = word_set("loop forever")
SWITCH = word_set("switch match select")
CASE = word_set("case default when")
TRY = word_set("try")
CATCH = word_set("catch except rescue")
FINALLY = word_set("finally")
WITH = word_set(
    "with using synchronized atomic atomically atomic_block critical transaction parallel cobegin"
    " parbegin begin once upon whenever on unsafe lock_guard"
)
FUNCTION = word_set(
    "function func fn fun def define procedure proc algorithm method subroutine sub constructor"
    " macro coroutine routine operator thread process task kernel predicate"
)
#: These are names as often; they declare where a name stands behind them.
SHY_FUNCTION = word_set("define method routine operator thread process task kernel predicate sub")
CLASS = word_set(
    "class struct structure interface enum record module namespace trait type union monitor"
    " package protocol program object abstract_class component actor service contract impl"
)
SHY_CLASS = word_set(
    "record module type union monitor package protocol program object component actor service"
    " contract structure"
)
MODIFIERS = word_set(
    "public private protected static final abstract virtual override async inline extern export"
    " synchronized native const constexpr transient volatile sealed readonly unsigned signed long"
    " short pub internal partial friend explicit default mutable global local shared recursive"
    " coroutine atomic external pure unsafe device __global__ __device__ __kernel main"
)
#: Those that only qualify types.
QUALIFIERS = word_set(
    "public private protected static final abstract virtual override inline extern native const"
    " constexpr volatile transient unsigned signed struct readonly uniform internal"
)
DECLARATIONS = word_set(
    "var let const constant declare dim auto val variable global local mut static final new define"
    " integer int unsigned"
)
END = word_set("end fi od done esac wend next endwhile endfor endif loopend")
ENDS = {
    "fi": "if",
    "od": "loop",
    "done": "loop",
    "esac": "switch",
    "wend": "while",
    "next": "for",
    "loopend": "loop",
}
#: What a word behind ``end`` closes.
CLOSED = {
    "if": "if",
    "for": "for",
    "foreach": "for",
    "forall": "for",
    "forloop": "for",
    "while": "while",
    "loop": "loop",
    "do": "loop",
    "repeat": "loop",
    "until": "loop",
    "case": "switch",
    "switch": "switch",
    "select": "switch",
    "match": "switch",
    "try": "try",
    "catch": "try",
    "function": "function",
    "func": "function",
    "procedure": "function",
    "proc": "function",
    "algorithm": "function",
    "method": "function",
    "sub": "function",
    "subroutine": "function",
    "constructor": "function",
    "macro": "function",
    "class": "class",
    "struct": "class",
    "structure": "class",
    "record": "class",
    "type": "class",
    "module": "class",
    "program": "class",
    "interface": "class",
    "enum": "class",
    "namespace": "class",
    "monitor": "class",
    "with": "with",
    "begin": "with",
    "atomic": "with",
    "transaction": "with",
    "parallel": "with",
    "block": "with",
    "thread": "function",
    "process": "function",
    "task": "function",
    "main": "function",
}
RETURN = word_set("return returns ret")
YIELD = word_set("yield emit")
THROW = word_set("throw raise")
BREAK = word_set("break leave")
CONTINUE = word_set("continue skip pass")
STOP = word_set("stop halt exit quit abort terminate")
GOTO = word_set("goto jump")
OUTPUT = word_set(
    "print output display write read input log println printf echo show puts prompt get put scan"
    " userinput writeln readln cout send receive"
)
IMPORT = word_set("import include require using use package")
ASSERT = word_set(
    "assert ensure ensures requires require invariant precondition postcondition assume pre post"
)
#: What heads a list of what an algorithm needs, does, or returns.
HEADINGS = word_set(
    "input inputs output outputs require requires ensure ensures data result results parameters"
    " parameter precondition preconditions postcondition postconditions initialization given"
    " initialisation complexity invariant note notes example examples usage returns return params"
    " hyperparameters goal method description variables variable step steps algorithm where global"
    " globals constants state assumptions preprocessing notation todo time space remark"
)
CONSTANTS = word_set(
    "true false null nil none nan infinity inf undefined this self super nullptr ∞ ⊥ ∅ ⊤ void"
)
TYPES = word_set(
    "int integer float double real bool boolean string str char character byte short long number"
    " void any array list set map dict dictionary queue stack deque heap tree graph node pointer"
    " vector matrix tensor tuple object date datetime uuid size_t uint8 uint16 uint32 uint64 int8"
    " int16 int32 int64 uint var auto let val const file hashmap hashtable hashset arraylist"
    " linkedlist optional"
)
#: Words that a sentence begins with, and an order does not.
SENTENCE = word_set(
    "the a an this that these those we it you i he she they there here note thus hence therefore"
    " however since because as although though when where which who what how why but so also in"
    " at on by of from to after before during within without if our your its their my each every"
    " all some any many most both such another one two given suppose example consider recall"
)
#: Words that make a sentence of what stands before them.
VERBS = word_set(
    "is are was were will would can could should must may might has have had does did be been"
    " means refers represents denotes shows uses contains consists becomes"
)
#: What begins no line that goes on with the one above.
HEADS = (
    CONDITIONS | ELSE_IF | ELSE | FOR | WHILE | LOOP | SWITCH | CASE | TRY | CATCH | FINALLY
    | (FUNCTION - SHY_FUNCTION) | (CLASS - SHY_CLASS) | END | RETURN | THROW | BREAK
    | CONTINUE | word_set("repeat until do begin endif endwhile endfor public private")
)  # fmt: skip
