package card2anki;

import card2anki.Segment.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * A source as it is shown, cut into tokens and segments.
 *
 * <p>{@code declared} are the types it declares, {@code mentioned} the names that look like types,
 * {@code imported} the simple names and {@code wildcards} the packages of its own imports.
 */
record Snippet(
        String source,
        Tokens tokens,
        Elisions elisions,
        List<Segment> segments,
        Set<String> declared,
        Set<String> mentioned,
        Set<String> imported,
        Set<String> wildcards) {
    private static final Set<Kind> MEMBERS =
            EnumSet.of(Kind.METHOD, Kind.ABSTRACT_METHOD, Kind.CONSTRUCTOR, Kind.COMPACT_CONSTRUCTOR, Kind.FIELD,
                    Kind.INITIALIZER);

    static Snippet of(String source) {
        Tokens tokens = Lexer.lex(source);
        List<Segment> segments = Segmenter.segment(tokens);
        Set<String> declared = new HashSet<>();
        Set<String> mentioned = new LinkedHashSet<>();
        for (int number = 0; number < tokens.last(); number++) {
            Token token = tokens.get(number);
            boolean isMember = tokens.before(number).is(".");
            if (!token.isWord() || isMember) continue;
            if (token.isAny("class", "interface", "enum", "record") && tokens.get(number + 1).isWord())
                declared.add(tokens.get(number + 1).text);
            if (Character.isUpperCase(token.text.charAt(0))) mentioned.add(token.text);
        }
        Set<String> imported = new HashSet<>();
        Set<String> wildcards = new HashSet<>();
        for (Segment segment : segments) {
            if (segment.is(Kind.CONSTRUCTOR, Kind.COMPACT_CONSTRUCTOR)) declared.add(segment.name());
            if (segment.is(Kind.IMPORT)) readImport(tokens, segment, imported, wildcards);
        }
        return new Snippet(source, tokens, Elisions.of(tokens, segments), segments, declared, mentioned, imported, wildcards);
    }

    private static void readImport(Tokens tokens, Segment segment, Set<String> imported, Set<String> wildcards) {
        StringBuilder name = new StringBuilder();
        for (int number = segment.first() + 1; number < segment.end(); number++) {
            Token token = tokens.get(number);
            if (!token.isAny(";", "static")) name.append(token.text);
        }
        int dot = name.lastIndexOf(".");
        if (dot < 0) return;
        if (name.charAt(name.length() - 1) == '*') wildcards.add(name.substring(0, dot));
        else imported.add(name.substring(dot + 1));
    }

    /** Returns what to put around this, as far as its segments tell. */
    Mode mode() {
        if (isModule()) return Mode.MODULE;
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        boolean hasNestedType = false;
        for (Segment segment : segments) {
            kinds.add(segment.kind());
            hasNestedType |= segment.is(Kind.TYPE) && segment.isMemberOnly();
        }
        boolean hasMembers = hasNestedType || !Collections.disjoint(kinds, MEMBERS);
        boolean hasStatements = kinds.contains(Kind.STATEMENT) || kinds.contains(Kind.EXPRESSION);
        boolean hasVariables = kinds.contains(Kind.VARIABLE);
        if (!hasMembers && !hasStatements && !hasVariables) return Mode.UNIT;
        if (segments.size() == 1 && segments.get(0).is(Kind.EXPRESSION)) return Mode.EXPRESSION;
        if (hasMembers) return hasStatements ? Mode.MIXED : Mode.MEMBERS;
        return kinds.contains(Kind.TYPE) ? Mode.TYPES_AND_STATEMENTS : Mode.STATEMENTS;
    }

    /** Says whether a variable is declared at depth 0: {@code List<T> a = b} would be read as a comparison. */
    boolean declaresVariable() {
        return segments.stream().anyMatch(segment -> segment.is(Kind.VARIABLE, Kind.FIELD));
    }

    /** Says whether this is of a package of the JDK, in which javac lets nobody declare anything. */
    boolean isOfJdk() {
        return segments.stream().anyMatch(segment ->
                segment.is(Kind.PACKAGE) && tokens.get(segment.first() + 1).isAny("java", "javax"));
    }

    private boolean isModule() {
        Token first = tokens.get(0);
        return first.is("module") && tokens.get(1).isName() || first.is("open") && tokens.get(1).is("module");
    }

    /** Returns the segments that are neither package nor import. */
    List<Segment> body() {
        List<Segment> body = new ArrayList<>(segments);
        body.removeIf(segment -> segment.is(Kind.PACKAGE, Kind.IMPORT));
        return body;
    }

    /** Says whether a class is declared here without any constructor, which may be elsewhere. */
    boolean lacksConstructor(String type) {
        if (!declared.contains(type)) return false;
        for (int number = 0; number < tokens.last(); number++) {
            Token open = tokens.get(number + 1);
            boolean isNamed = tokens.get(number).is(type) && !tokens.before(number).isAny("new", ".");
            if (isNamed && open.is("(") && open.match > 0 && tokens.get(open.match + 1).isAny("{", "throws")) return false;
        }
        return true;
    }

    Range rangeOf(Segment segment) {
        return new Range(tokens.get(segment.first()).start, tokens.get(segment.end() - 1).end);
    }

    /**
     * Returns the packages to import types from that are used without being declared or imported, by
     * the name of the type. {@code supplied} are declared elsewhere; {@code onlySure} leaves out what
     * may well be a type of the author's.
     */
    TreeMap<String, String> guessImports(ImportIndex index, Set<String> supplied, boolean onlySure) {
        TreeMap<String, String> guessed = new TreeMap<>();
        for (String name : mentioned) {
            if (declared.contains(name) || imported.contains(name) || supplied.contains(name)) continue;
            if (index.isOfLanguage(name) || KnownNames.NEVER_GUESSED.contains(name)) continue;
            if (onlySure && !KnownNames.SURE.contains(name)) continue;
            if (wildcards.stream().anyMatch(one -> index.isIn(name, one))) continue;
            String from = index.packageOf(name);
            if (from != null) guessed.put(name, from);
        }
        return guessed;
    }
}
