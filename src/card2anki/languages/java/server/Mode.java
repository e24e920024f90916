package card2anki;

/** What is put around a snippet to make a compilation unit of it. */
enum Mode {
    UNIT("unit"),
    MEMBERS("members"),
    STATEMENTS("statements"),
    /** Statements of a method that gives a value back. */
    RETURNING("returning"),
    TYPES_AND_STATEMENTS("types and statements"),
    MIXED("mixed"),
    EXPRESSION("expression"),
    SWITCH("switch"),
    SWITCH_EXPRESSION("switch expression"),
    MODULE("module");

    final String label;

    Mode(String label) {
        this.label = label;
    }

    /** Returns the mode of a label. Throws IllegalArgumentException where there is none. */
    static Mode of(String label) {
        for (Mode mode : values()) if (mode.label.equals(label)) return mode;
        throw new IllegalArgumentException("no mode " + label);
    }
}
