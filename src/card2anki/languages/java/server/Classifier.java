package card2anki;

import card2anki.Problem.Kind;
import com.sun.source.util.TreePath;
import com.sun.tools.javac.util.JCDiagnostic;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.type.TypeMirror;

/** Tells what is wrong with a snippet from what only its lack of context makes javac say. */
final class Classifier {
    private static final Set<String> CONTEXT = codes(
            "cant.resolve", "cant.resolve.args", "cant.resolve.args.params", "cant.resolve.location",
            "cant.resolve.location.args", "cant.resolve.location.args.params", "doesnt.exist", "cant.access",
            "package.not.visible", "cant.inherit.from.sealed", "not.def.public.cant.access", "mod.not.found",
            "static.imp.only.classes.and.interfaces", "import.requires.canonical", "cant.ref.before.ctor.called");
    private static final Set<String> ENVIRONMENT = codes(
            "class.public.should.be.in.file", "same.binary.name", "unnamed.pkg.not.allowed.named.modules",
            "preview.feature.disabled", "preview.feature.disabled.plural", "feature.not.supported.in.source",
            "feature.not.supported.in.source.plural", "is.preview", "dc.unexpected", "proc.messager");
    private static final Set<String> REDECLARATION = codes(
            "already.defined", "duplicate.class", "already.defined.single.import", "name.clash.same.erasure",
            "already.defined.this.unit", "already.defined.in.clinit", "already.defined.static.single.import");
    /** Comments that announce an error: on its line, or alone on the line before. */
    private static final Pattern ANNOUNCES = Pattern.compile(
            "(?i)\\bcompil\\w*+[- ](?:time )?error|won'?t compile|(?:does|do|will|would|can) ?n[o']t? compile|not compile"
                    + "|not allowed|compile[- ]time|\\b(?:error|illegal|invalid|incorrect|wrong|fails?|bad|rejects?|too (?:large|big)"
                    + "|cast|no access|private|might not|unreachable|never reached|cannot|can't|uninitiali[sz]ed"
                    + "|not initiali[sz]ed|missing|mismatch|ambiguous)\\b|[\u274c\u2717\u2718]");
    /** Comments that announce an error wherever they stand. */
    private static final Pattern ANNOUNCES_ANYWHERE =
            Pattern.compile("(?i)\\bcompil\\w*+[- ](?:time )?error|won'?t compile|not compile|n't compile");
    static final String ANNOUNCED = "a comment announces the error";
    private static final int DEEPEST = 4;

    private final ImportIndex index;
    private final Evidence evidence;
    private final List<Problem> problems;
    private final Snippet snippet;
    private final Guards guards;
    /** Members that types of the JDK do not have, by where they stand in the generated source. */
    private final Map<Integer, MemberScan.Missing> missing = new TreeMap<>();

    Classifier(ImportIndex index, Evidence evidence, List<Problem> problems, List<MemberScan.Missing> missing) {
        missing.forEach(one -> this.missing.put(one.position(), one));
        this.index = index;
        this.evidence = evidence;
        this.problems = problems;
        this.snippet = evidence.wrapped.snippet();
        List<Range> unknown = problems.stream()
                .filter(one -> CONTEXT.contains(one.code) && !evidence.isInAnnotation(one.generatedPosition))
                .map(one -> one.generated).toList();
        this.guards = new Guards(evidence, unknown);
    }

    private static Set<String> codes(String... names) {
        Set<String> codes = new HashSet<>();
        for (String name : names) codes.add("compiler.err." + name);
        return codes;
    }

    static void judgeSyntax(Problem problem) {
        if (!problem.isError) problem.judge(Kind.HINT, "a warning");
        else if (ENVIRONMENT.contains(problem.code)) problem.judge(Kind.ENVIRONMENT, "needs another version of Java");
        else problem.judge(Kind.SYNTAX, "does not parse");
    }

    void judge() {
        Set<Integer> told = new HashSet<>();
        for (Problem problem : problems)
            if (problem.startsWith("cant.resolve", "invalid.mref")) told.add(problem.generatedPosition);
        for (MemberScan.Missing one : missing.values())
            if (!told.contains(one.position())) problems.add(new Problem(one, evidence.wrapped));
        problems.forEach(this::judge);
    }

    private void judge(Problem problem) {
        if (!problem.isError) problem.judge(Kind.HINT, "a warning");
        else if (problem.message.contains(Elisions.CALL)) problem.judge(Kind.ELIDED, "stands for what was left out");
        else if (ENVIRONMENT.contains(problem.code)) problem.judge(Kind.ENVIRONMENT, "no matter of the code itself");
        else if (Newer.isOfNewer(problem)) problem.judge(Kind.ENVIRONMENT, "newer than this JDK");
        else if (REDECLARATION.contains(problem.code)) problem.judge(Kind.REDECLARATION, "variants may stand side by side");
        else if (CONTEXT.contains(problem.code)) judgeMissing(problem);
        else if (!problem.isAbout("cant.infer.local.var.type") && hasUnknown(problem.arguments, 0))
            problem.judge(Kind.CONTEXT, "an unknown type takes part");
        else if (!problem.isExact) problem.judge(Kind.WRAPPER, "in what was put around the snippet");
        else if (isAnnounced(problem)) problem.judge(Kind.INTENDED, ANNOUNCED);
        else judgeBySurroundings(problem);
    }

    private void judgeBySurroundings(Problem problem) {
        TreePath path = evidence.pathAt(problem.generatedPosition);
        String doubt = guards.doubt(problem, path);
        if (doubt == null) problem.judge(Kind.SEMANTIC, "holds whatever is missing");
        else problem.judge(Kind.DOUBTFUL, doubt);
    }

    // -- what is not there

    /** A name that is not there is most often elsewhere; a member of a type of the JDK can't be. */
    private void judgeMissing(Problem problem) {
        MemberScan.Missing member = missing.get(problem.generatedPosition);
        problem.judge(Kind.CONTEXT, "may stand elsewhere");
        if (problem.isAbout("doesnt.exist")) {
            if (problem.argument(0).startsWith("java.")) problem.judge(Kind.SEMANTIC, "the JDK has no such package");
        } else if (member != null) {
            judgeMember(problem, member.type(), member.isStatic());
        } else if (problem.startsWith("cant.resolve.location")) {
            judgeMember(problem, typeOfLocation(problem), false);
        }
        if (problem.kind != Kind.SEMANTIC) return;
        boolean isSure = member != null && member.isStatic();
        if (!problem.isExact) problem.judge(Kind.WRAPPER, "in what was put around the snippet");
        else if (isAnnounced(problem)) problem.judge(Kind.INTENDED, ANNOUNCED);
        else if (Pseudocode.isSaid(snippet.source())) problem.judge(Kind.DOUBTFUL, Guards.PSEUDOCODE);
        else if (!isSure && evidence.isTainted(problem, evidence.pathAt(problem.generatedPosition), true))
            problem.judge(Kind.DOUBTFUL, "an expression of unknown type takes part");
    }

    /** Judges a member that a type lacks; of a static one the type itself is named in the code. */
    private void judgeMember(Problem problem, String type, boolean isStatic) {
        if (type.equals("array")) problem.judge(Kind.SEMANTIC, "arrays have no such member");
        if (!type.startsWith("java.") && !type.startsWith("javax.")) return;
        String simple = type.substring(type.lastIndexOf('.') + 1);
        String member = problem.argument(1);
        if (Newer.isNewer(simple, member)) problem.judge(Kind.ENVIRONMENT, "newer than this JDK");
        else if (Newer.isRemoved(simple, member)) problem.judge(Kind.ENVIRONMENT, "older than this JDK");
        else if (index.isPackage(type)) problem.judge(Kind.SEMANTIC, "the JDK's package has no such class");
        else if (KnownNames.REUSED.contains(simple) && !snippet.imported().contains(simple))
            problem.judge(Kind.CONTEXT, "may be another " + simple);
        else if (KnownNames.REUSED_OF_LANGUAGE.contains(type) && !(isStatic && KnownNames.SURE_IF_STATIC.contains(type)))
            problem.judge(Kind.DOUBTFUL, "may be another " + simple);
        else problem.judge(Kind.SEMANTIC, type + " has no such member");
    }

    /** Returns the qualified name of the type in which javac looked for a member, "" where there is none. */
    private static String typeOfLocation(Problem problem) {
        Object last = problem.arguments.length == 0 ? null : problem.arguments[problem.arguments.length - 1];
        if (!(last instanceof JCDiagnostic location)) return "";
        Object[] said = location.getArgs();
        if (said == null || said.length == 0) return "";
        String type = String.valueOf(said[said.length - 1]);
        if (type.equals("null") && said.length > 1) type = String.valueOf(said[1]);
        return type.endsWith("[]") || type.endsWith("...") ? "array" : type.replaceAll("<.*", "");
    }

    // -- unknown types, announced errors

    private static boolean hasUnknown(Object[] arguments, int depth) {
        if (arguments == null || depth > DEEPEST) return false;
        for (Object one : arguments) {
            if (one instanceof TypeMirror type && Evidence.isUnknown(type)) return true;
            if (one instanceof JCDiagnostic inner && hasUnknown(inner.getArgs(), depth + 1)) return true;
            if (one instanceof Collection<?> several && hasUnknown(several.toArray(), depth + 1)) return true;
        }
        return false;
    }

    private boolean isAnnounced(Problem problem) {
        return isAnnounced(snippet, problem.position);
    }

    /** Says whether a comment announces an error at an offset of the snippet. */
    static boolean isAnnounced(Snippet snippet, int position) {
        String source = snippet.source();
        int line = source.lastIndexOf('\n', Math.max(0, position - 1)) + 1;
        int end = source.indexOf('\n', position);
        if (end < 0) end = source.length();
        int above = line > 1 ? source.lastIndexOf('\n', line - 2) + 1 : line;
        for (Range comment : snippet.tokens().comments()) {
            String text = snippet.tokens().text(comment);
            boolean isNear = comment.start() >= above && comment.start() <= end
                    && (comment.start() >= line || source.substring(above, comment.start()).isBlank());
            if (isNear && ANNOUNCES.matcher(text).find() || ANNOUNCES_ANYWHERE.matcher(text).find()) return true;
        }
        return false;
    }
}
