package card2anki;

import card2anki.Segment.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes compilation units of snippets. */
final class Wrapper {
    /** The class around members and statements, unless a constructor names it. */
    static final String CLASS = "Snippet$0";
    /** The method around statements. */
    static final String METHOD = "run$0";

    private final Snippet snippet;
    private final Mode mode;
    private final Generated out;
    private final List<Segment> body;
    private final String className;

    private Wrapper(Snippet snippet, Mode mode) {
        this.snippet = snippet;
        this.mode = mode;
        this.out = new Generated(snippet.source(), snippet.elisions().patches());
        this.body = snippet.body();
        this.className = mode == Mode.STATEMENTS ? CLASS : className();
    }

    static Wrapped wrap(Snippet snippet, Mode mode, TreeMap<String, String> guessed) {
        Wrapper wrapper = new Wrapper(snippet, mode);
        wrapper.write(guessed);
        return new Wrapped(snippet, mode, wrapper.out, guessed, wrapper.className);
    }

    /** Makes a unit of types that a snippet declares, in the package of another that needs them. */
    static String types(Snippet from, Set<String> names, Snippet user, TreeMap<String, String> guessed) {
        Generated out = new Generated(from.source(), from.elisions().patches());
        for (Segment segment : user.segments())
            if (segment.is(Kind.PACKAGE) && !user.isOfJdk()) out.add(user.tokens().text(user.rangeOf(segment)));
        addImports(out, guessed);
        for (Segment segment : from.segments()) {
            Range range = from.rangeOf(segment);
            boolean isWanted = segment.is(Kind.TYPE) && names.contains(segment.name());
            if (segment.is(Kind.IMPORT) || isWanted) out.copy(range.start(), range.end()).add("\n");
        }
        return out.toString();
    }

    private static void addImports(Generated out, Map<String, String> guessed) {
        guessed.forEach((type, from) -> out.add("import " + from + "." + type + "; "));
    }

    /** A constructor without its class says what the class is called. */
    private String className() {
        String found = CLASS;
        Set<String> types = new HashSet<>();
        for (Segment segment : body) if (segment.is(Kind.TYPE)) types.add(segment.name());
        for (Segment segment : body)
            if (segment.is(Kind.CONSTRUCTOR, Kind.COMPACT_CONSTRUCTOR) && !types.contains(segment.name())) found = segment.name();
        return found;
    }

    private void write(TreeMap<String, String> guessed) {
        if (mode == Mode.MODULE) {
            out.copy(0, snippet.source().length());
            return;
        }
        if (!snippet.isOfJdk()) writeHeads(Kind.PACKAGE, " ");
        addImports(out, guessed);
        writeHeads(Kind.IMPORT, "\n");
        switch (mode) {
            case UNIT -> writeUnit();
            case STATEMENTS -> writeMethod("void");
            case RETURNING -> writeMethod("Object");
            case EXPRESSION -> {
                openClass().add("Object " + METHOD + " = \n");
                body.forEach(this::copy);
                out.add("\n;}");
            }
            case SWITCH -> {
                openClass().add("void " + METHOD + "() throws Throwable { switch (" + Elisions.CALL + "()) {\n");
                body.forEach(this::writeLine);
                out.add("\n}}}");
            }
            case SWITCH_EXPRESSION -> {
                openClass().add("Object " + METHOD + "() throws Throwable { return switch (" + Elisions.CALL + "()) {\n");
                body.forEach(this::writeLine);
                out.add("\n};}}");
            }
            case TYPES_AND_STATEMENTS -> writeMembersAndMethod(Kind.TYPE);
            default -> writeMembers();
        }
    }

    private void writeHeads(Kind kind, String behind) {
        for (Segment segment : snippet.segments()) {
            if (!segment.is(kind)) continue;
            copy(segment);
            out.add(behind);
        }
    }

    /** Copies all but package and imports, with what stands between segments. */
    private void writeUnit() {
        int at = 0;
        for (Segment segment : snippet.segments()) {
            Range range = snippet.rangeOf(segment);
            if (!segment.is(Kind.PACKAGE, Kind.IMPORT)) out.copy(at, range.end()).add("\n");
            at = range.end();
        }
        out.copy(at, snippet.source().length());
    }

    private void writeMethod(String type) {
        openClass().add(type + " " + METHOD + "() throws Throwable {\n");
        body.forEach(this::writeLine);
        out.add("\n}}");
    }

    private void writeMembers() {
        boolean usesVar = body.stream().anyMatch(segment -> segment.is(Kind.VARIABLE) && segment.usesVar());
        if (usesVar) { // a field can't be declared with var
            writeMembersAndMethod(Kind.TYPE, Kind.METHOD, Kind.ABSTRACT_METHOD, Kind.CONSTRUCTOR,
                    Kind.COMPACT_CONSTRUCTOR, Kind.FIELD, Kind.INITIALIZER);
            return;
        }
        openClass();
        if (mode == Mode.MIXED && className.equals(CLASS)) out.add(CLASS + "() throws Throwable {} ");
        out.add("\n");
        for (Segment segment : body) {
            if (segment.is(Kind.STATEMENT, Kind.EXPRESSION)) {
                out.add("{");
                copy(segment);
                out.add("}\n");
            } else {
                writeMember(segment);
            }
        }
        out.add("\n}");
    }

    private void writeMembersAndMethod(Kind... members) {
        List<Segment> statements = new ArrayList<>();
        openClass();
        for (Segment segment : body) {
            if (segment.is(members)) writeMember(segment);
            else statements.add(segment);
        }
        out.add("void " + METHOD + "() throws Throwable {\n");
        statements.forEach(this::writeLine);
        out.add("\n}}");
    }

    private Generated openClass() {
        return out.add(head()).add(" { ");
    }

    /** Returns the head of the class around members: what they can be members of. */
    private String head() {
        boolean isRecord = body.stream().anyMatch(segment -> segment.is(Kind.COMPACT_CONSTRUCTOR));
        if (isRecord) return "record " + className + "()";
        boolean isInterface = body.stream().anyMatch(segment -> segment.modifiers().contains("default"));
        if (isInterface) return "interface " + className;
        boolean isAbstract = body.stream().anyMatch(segment ->
                segment.is(Kind.ABSTRACT_METHOD) || segment.is(Kind.METHOD) && segment.modifiers().contains("abstract"));
        return (isAbstract ? "abstract class " : "class ") + className;
    }

    private void writeMember(Segment segment) {
        if (segment.is(Kind.TYPE) && segment.isClass() && !segment.modifiers().contains("static")) out.add("static ");
        if (segment.needsAbstract()) out.add("abstract ");
        writeLine(segment);
    }

    private void writeLine(Segment segment) {
        copy(segment);
        out.add("\n");
    }

    private void copy(Segment segment) {
        Range range = snippet.rangeOf(segment);
        out.copy(range.start(), range.end());
    }
}
