package card2anki;

import com.sun.source.tree.*;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reasons to doubt an error that javac is sure of: a part of the snippet that is not shown may make
 * it right. Each was seen on cards that are right.
 */
final class Guards {
    /** Codes that say that types don't fit, which depends on every expression of the statement. */
    private static final String[] ABOUT_TYPES =
            {"cant.apply", "prob.found.req", "incompatible", "cant.inf", "operator", "incomparable"};

    /** Methods of Object that a class may overload. */
    private static final Set<String> OF_OBJECT =
            Set.of("wait", "notify", "notifyAll", "equals", "hashCode", "toString", "clone", "finalize");

    private static final String INFERRING = "cannot infer type arguments for ";

    static final String PSEUDOCODE = "calls itself pseudocode";

    private static final Pattern QUALIFIED = Pattern.compile("\\bjava(?:\\.[a-z]+)+\\.([A-Z]\\w*)");
    private static final Pattern REUSED_OF_LANGUAGE =
            Pattern.compile("\\bjava\\.lang\\.(?:Process|Record|Module|Compiler|Package|ModuleLayer|IO)\\b");

    private final Evidence evidence;
    private final Snippet snippet;
    private final List<Range> unknown;

    /** {@code unknown} are the ranges of the generated source where a name could not be resolved. */
    Guards(Evidence evidence, List<Range> unknown) {
        this.evidence = evidence;
        this.snippet = evidence.wrapped.snippet();
        this.unknown = unknown;
    }

    /** Returns why a problem is in doubt, null where it is not. */
    String doubt(Problem problem, TreePath path) {
        if (Pseudocode.isSaid(snippet.source())) return PSEUDOCODE;
        if (restsOnReusedName(problem)) return "rests on a guessed import of a name that people reuse";
        if (!problem.isAbout("missing.ret.stmt") && evidence.hasElision(problem.generated)) return "a part of it is left out";
        Enclosing around = Enclosing.of(path);
        if (isInWrapper(around) && mentionsWrapper(problem)) return "the class around it is not shown";
        if (isCallOfObjects(problem, path, around)) return "the class around it may have a method of that name";
        if (isReturned(problem, around)) return "what it is returned to is not shown";
        if (evidence.isTainted(problem, path, true)) return "an expression of unknown type takes part";
        if (isExcerpt(problem, around)) return "the class may be an excerpt of one of the JDK";
        String doubt = bySituation(problem, around);
        return doubt != null ? doubt : byStatement(problem, path, around.statement());
    }

    /** The innermost things around a problem; null where there are none. */
    private record Enclosing(TreePath statement, TreePath lambda, TreePath method, TreePath type, TreePath attempt) {
        static Enclosing of(TreePath path) {
            TreePath statement = null;
            TreePath lambda = null;
            TreePath method = null;
            TreePath type = null;
            TreePath attempt = null;
            for (TreePath at = path; at != null; at = at.getParentPath()) {
                Tree tree = at.getLeaf();
                if (statement == null && Evidence.isStatement(tree)) statement = at;
                if (lambda == null && method == null && type == null && tree instanceof LambdaExpressionTree) lambda = at;
                if (method == null && type == null && tree instanceof MethodTree) method = at;
                if (attempt == null && tree instanceof TryTree) attempt = at;
                if (type == null && tree instanceof ClassTree) type = at;
            }
            return new Enclosing(statement, lambda, method, type, attempt);
        }
    }

    private boolean restsOnReusedName(Problem problem) {
        StringBuilder said = new StringBuilder(problem.message);
        for (Object argument : problem.arguments) said.append(' ').append(argument);
        for (String name : evidence.wrapped.guessed().keySet())
            if (KnownNames.REUSED.contains(name) && said.toString().matches("(?s).*\\b" + name + "\\b.*")) return true;
        return REUSED_OF_LANGUAGE.matcher(said).find() || mentionsNamesake(said);
    }

    /** Says whether a problem is about a type of the JDK of which the snippet declares a namesake: it means its own. */
    private boolean mentionsNamesake(CharSequence said) {
        Matcher named = QUALIFIED.matcher(said);
        while (named.find()) if (snippet.declared().contains(named.group(1))) return true;
        return false;
    }

    /** Says whether the innermost class is the one that was put around the snippet. */
    private boolean isInWrapper(Enclosing around) {
        return evidence.wrapped.mode() != Mode.UNIT && around.type() != null
                && ((ClassTree) around.type().getLeaf()).getSimpleName().contentEquals(evidence.wrapped.className());
    }

    /** Says whether a problem is about the class around the snippet, of which nothing is known. */
    private boolean mentionsWrapper(Problem problem) {
        String name = evidence.wrapped.className();
        boolean isSuperclass = problem.startsWith("cant.apply") && problem.message.contains("constructor Object in class");
        boolean isSelector = problem.startsWith("not.exhaustive") && snippet.source().contains("this");
        Pattern named = Pattern.compile("\\b" + Pattern.quote(name) + "(?![\\w.])");
        return isSuperclass || isSelector || named.matcher(problem.message).find();
    }

    /** Says whether a problem is about the call of a method that javac found in Object, for lack of another. */
    private boolean isCallOfObjects(Problem problem, TreePath path, Enclosing around) {
        if (!problem.startsWith(ABOUT_TYPES) || !isInWrapper(around) && !hasUnknownSupertype(around)) return false;
        for (TreePath at = path; at != null && at != around.statement(); at = at.getParentPath())
            if (at.getLeaf() instanceof MethodInvocationTree call && isOfObject(call.getMethodSelect())) return true;
        return false;
    }

    /** Says whether a problem is about members that a class of the JDK has and its excerpt does not show. */
    private boolean isExcerpt(Problem problem, Enclosing around) {
        boolean isAboutMembers = problem.startsWith("cant.apply", "does.not.override.abstract", "method.does.not.override");
        return around.type() != null && isAboutMembers
                && evidence.isOfJdk(((ClassTree) around.type().getLeaf()).getSimpleName().toString());
    }

    private static boolean isOfObject(Tree called) {
        if (called instanceof IdentifierTree name) return OF_OBJECT.contains(name.getName().toString());
        return called instanceof MemberSelectTree select && OF_OBJECT.contains(select.getIdentifier().toString())
                && select.getExpression() instanceof IdentifierTree receiver
                && (receiver.getName().contentEquals("this") || receiver.getName().contentEquals("super"));
    }

    /** Says whether a problem is about the type of what the snippet returns, which is ours. */
    private boolean isReturned(Problem problem, Enclosing around) {
        if (evidence.wrapped.mode() != Mode.RETURNING || !isInWrapper(around) || around.statement() == null) return false;
        Tree statement = around.statement().getLeaf();
        boolean isOfLambda = around.lambda() != null && evidence.start(around.lambda().getLeaf()) < evidence.start(statement);
        return statement instanceof ReturnTree && !isOfLambda
                && problem.startsWith("prob.found.req", "unexpected.lambda", "unexpected.mref", "incompatible");
    }

    private String bySituation(Problem problem, Enclosing around) {
        boolean isInWrapper = isInWrapper(around);
        return switch (problem.code.replaceFirst("compiler\\.err\\.", "")) {
            case "method.does.not.override.superclass", "anonymous.diamond.method.does.not.override.superclass" ->
                    isInWrapper ? "its class is not shown" : override(around);
            case "non.sealed.with.no.sealed.supertype", "non.sealed.sealed.or.final.expected", "invalid.permits.clause" ->
                    hasUnknownSupertype(around) ? "a supertype is not known" : null;
            case "except.never.thrown.in.try" -> neverThrown(around);
            case "missing.ret.stmt" -> missingReturn(around);
            case "var.not.initialized.in.default.constructor" -> "its constructor may be elsewhere";
            case "var.might.not.have.been.initialized" -> uninitialized(around, isInWrapper);
            case "non-static.cant.be.ref" -> nonStatic(problem, around);
            case "missing.meth.body.or.decl.abstract" -> "only the signature may be shown";
            case "does.not.override.abstract", "intf.meth.cant.have.body", "override.weaker.access",
                    "invalid.meth.decl.ret.type.req", "encl.class.required" ->
                    isInWrapper ? "its class is not shown"
                            : hasElision(around.type()) ? "a part of the class is left out" : null;
            case "abstract.cant.be.instantiated" ->
                    KnownNames.REUSED_OF_LANGUAGE.contains(problem.argument(0)) ? "may be another class of that name" : null;
            case "break.outside.switch.loop", "cont.outside.loop", "ret.outside.meth", "undef.label", "no.switch.expression" ->
                    isInWrapper && !isInOwnMethod(around) ? "what is around it is not shown" : null;
            case "call.must.be.first.stmt.in.ctor", "call.must.only.appear.in.ctor", "call.to.super.not.allowed.in.enum.ctor",
                    "initializer.must.be.able.to.complete.normally" ->
                    isInWrapper ? "what is around it is not shown" : null;
            case "cant.apply.symbol", "cant.apply.symbols", "cant.apply.diamond", "cant.apply.diamond.1" ->
                    missingConstructor(problem);
            case "prob.found.req" -> wrongType(problem, around.statement());
            default -> null;
        };
    }

    private boolean hasUnknownSupertype(Enclosing around) {
        return evidence.hasUnknownSupertype(around.type());
    }

    /** A method may be declared in a supertype that is not known, or shown in part only. */
    private String override(Enclosing around) {
        if (hasUnknownSupertype(around)) return "a supertype is not known";
        if (evidence.hasSupertype(around.type(), Guards::isReused)) return "a supertype may be another class of that name";
        return evidence.hasElidedSupertype(around.type()) ? "a supertype is not shown whole" : null;
    }

    /** Says whether people give the name of a type of java.lang to types of their own. */
    private static boolean isReused(String type) {
        return REUSED_OF_LANGUAGE.matcher(type).matches();
    }

    private boolean hasElision(TreePath path) {
        return path != null && evidence.hasElision(path.getLeaf());
    }

    /** Says whether the innermost method is one of the snippet. */
    private static boolean isInOwnMethod(Enclosing around) {
        return around.method() != null
                && !((MethodTree) around.method().getLeaf()).getName().contentEquals(Wrapper.METHOD);
    }

    private String neverThrown(Enclosing around) {
        if (around.attempt() == null) return null;
        TryTree attempt = (TryTree) around.attempt().getLeaf();
        Range tried = new Range((int) evidence.start(attempt), (int) evidence.end(attempt.getBlock()));
        if (attempt.getBlock().getStatements().isEmpty()) return "the body is left out";
        if (evidence.hasElision(tried)) return "a part of the body is left out";
        boolean isUnknown = unknown.stream().anyMatch(tried::holds)
                || evidence.hasUnknown(new TreePath(around.attempt(), attempt.getBlock()), attempt.getBlock())
                || attempt.getResources().stream().anyMatch(one -> evidence.hasUnknown(around.attempt(), one));
        return isUnknown ? "what is tried is not known" : null;
    }

    private String missingReturn(Enclosing around) {
        if (around.lambda() != null && hasElision(around.lambda())) return "a part of the body is left out";
        if (around.method() == null || around.lambda() != null) return null;
        MethodTree method = (MethodTree) around.method().getLeaf();
        if (evidence.hasElision(method)) return "a part of the body is left out";
        if (method.getBody() != null && method.getBody().getStatements().isEmpty()) return "the body is left out";
        return endsWithComment(method) ? "the rest of the body is left out" : null;
    }

    private boolean endsWithComment(MethodTree method) {
        int close = evidence.wrapped.generated().originOf(evidence.end(method) - 1).offset();
        Token last = snippet.tokens().before(snippet.tokens().at(close));
        return snippet.tokens().comments().stream().anyMatch(one -> one.start() >= last.end && one.end() <= close);
    }

    private String uninitialized(Enclosing around, boolean isInWrapper) {
        if (isInWrapper && around.method() == null) return "its constructor may be elsewhere";
        return hasElision(around.type()) ? "a part of the class is left out" : null;
    }

    private String nonStatic(Problem problem, Enclosing around) {
        if (evidence.wrapped.mode() != Mode.UNIT) return "what is around it is not shown";
        boolean isSuper = problem.message.contains("variable super") || problem.message.contains("variable this");
        return isSuper && hasUnknownSupertype(around) ? "a supertype is not known" : null;
    }

    private String missingConstructor(Problem problem) {
        boolean isOfClass = problem.message.startsWith("constructor ") && problem.message.contains("required: no arguments");
        boolean isInferred = problem.message.startsWith(INFERRING);
        if (!isOfClass && !isInferred) return null;
        String type = isInferred ? problem.message.substring(INFERRING.length()).split("\\W", 2)[0]
                : problem.message.split("[ <]", 3)[1];
        return snippet.lacksConstructor(type) ? "its constructor may be elsewhere" : null;
    }

    private String wrongType(Problem problem, TreePath statement) {
        if (evidence.wrapped.mode() == Mode.EXPRESSION) return "what it is used for is not shown";
        boolean isBareReturn = statement != null && statement.getLeaf() instanceof ReturnTree tree && tree.getExpression() == null;
        return isBareReturn && hasCommentBehind(problem) ? "the value is left out" : null;
    }

    /** Says whether a comment stands where the value of a return belongs. */
    private boolean hasCommentBehind(Problem problem) {
        int line = snippet.source().indexOf('\n', problem.position);
        int end = line < 0 ? snippet.source().length() : line;
        return snippet.tokens().comments().stream().anyMatch(one -> one.start() >= problem.position && one.start() <= end);
    }

    private String byStatement(Problem problem, TreePath path, TreePath statement) {
        if (statement == null) return null;
        Range judged = judgedRange(statement.getLeaf(), problem);
        if (problem.startsWith(ABOUT_TYPES)) {
            if (unknown.stream().anyMatch(judged::holds)) return "a name in the same statement is not known";
            if (evidence.isTainted(problem, path, false)) return "an expression of unknown type takes part";
        }
        boolean isElided = problem.startsWith("cant.apply") && evidence.hasElision(judged);
        return isElided ? "a part of the statement is left out" : null;
    }

    /** Returns what of a statement counts: of an if its condition, of a loop what stands before the problem. */
    private Range judgedRange(Tree statement, Problem problem) {
        Range all = evidence.rangeOf(statement);
        if (statement instanceof IfTree tree) return new Range(all.start(), (int) evidence.end(tree.getCondition()));
        if (statement instanceof WhileLoopTree tree) return new Range(all.start(), (int) evidence.end(tree.getCondition()));
        boolean holdsOthers = statement instanceof ForLoopTree || statement instanceof EnhancedForLoopTree
                || statement instanceof TryTree || statement instanceof SwitchTree || statement instanceof SynchronizedTree;
        return holdsOthers ? new Range(all.start(), Math.min(all.end(), problem.generated.end() + 1)) : all;
    }
}
