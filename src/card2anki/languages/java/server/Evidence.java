package card2anki;

import com.sun.source.tree.*;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/** What a compiled tree shows of a problem: what encloses it, and what in it is of unknown type. */
final class Evidence {
    /** Types nested deeper are not looked into. */
    private static final int DEEPEST = 20;

    /** A name that a snippet declares: of a variable, a method or a class. */
    record Declared(String kind, String name) {}

    final Wrapped wrapped;
    private final Trees trees;
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final ImportIndex index;

    Evidence(JavacTask task, CompilationUnitTree unit, Wrapped wrapped, ImportIndex index) {
        this.index = index;
        this.trees = Trees.instance(task);
        this.positions = trees.getSourcePositions();
        this.unit = unit;
        this.wrapped = wrapped;
    }

    long start(Tree tree) {
        return positions.getStartPosition(unit, tree);
    }

    long end(Tree tree) {
        return positions.getEndPosition(unit, tree);
    }

    /** Says whether the JDK has a type of a simple name. */
    boolean isOfJdk(String type) {
        return index.isOfLanguage(type) || index.packageOf(type) != null;
    }

    TreePath root() {
        return new TreePath(unit);
    }

    Range rangeOf(Tree tree) {
        return new Range((int) start(tree), (int) end(tree));
    }

    /** Returns the innermost tree around an offset of the generated source. */
    TreePath pathAt(int offset) {
        TreePath[] innermost = {new TreePath(unit)};
        new TreePathScanner<Void, Void>() {
            @Override
            public Void scan(Tree tree, Void none) {
                if (tree == null) return null;
                long start = start(tree);
                long end = end(tree);
                if (start > offset || end >= 0 && end < offset) return null;
                if (end >= offset && getCurrentPath() != null) innermost[0] = new TreePath(getCurrentPath(), tree);
                return super.scan(tree, none);
            }
        }.scan(new TreePath(unit), null);
        return innermost[0];
    }

    boolean isInAnnotation(int offset) {
        for (TreePath at = pathAt(offset); at != null; at = at.getParentPath())
            if (at.getLeaf() instanceof AnnotationTree) return true;
        return false;
    }

    /** Says whether a range of the generated source holds something that was left out. */
    boolean hasElision(Range generated) {
        Generated source = wrapped.generated();
        Range range = new Range(source.originOf(generated.start()).offset(), source.originOf(generated.end()).offset());
        return wrapped.snippet().elisions().within(range);
    }

    boolean hasElision(Tree tree) {
        return hasElision(rangeOf(tree));
    }

    // -- types

    /** Says whether a type is unknown, or made of unknown ones. */
    static boolean isUnknown(TypeMirror type) {
        return isUnknown(type, 0);
    }

    private static boolean isUnknown(TypeMirror type, int depth) {
        if (type == null || depth > DEEPEST) return false;
        return switch (type.getKind()) {
            case ERROR -> true;
            case ARRAY -> isUnknown(((ArrayType) type).getComponentType(), depth + 1);
            case DECLARED -> ((DeclaredType) type).getTypeArguments().stream().anyMatch(one -> isUnknown(one, depth + 1));
            case WILDCARD -> isUnknown(((WildcardType) type).getExtendsBound(), depth + 1)
                    || isUnknown(((WildcardType) type).getSuperBound(), depth + 1);
            default -> String.valueOf(type).contains("<any>");
        };
    }

    /** Says whether anything that a class inherits from is unknown. */
    boolean hasUnknownSupertype(TreePath type) {
        if (type == null || !(trees.getElement(type) instanceof TypeElement element)) return false;
        Set<Element> types = new LinkedHashSet<>();
        types.add(element);
        collectSupertypes(element, types);
        return types.stream().anyMatch(one -> one instanceof TypeElement each && isUnknown(each.getSuperclass())
                || one instanceof TypeElement other && other.getInterfaces().stream().anyMatch(Evidence::isUnknown));
    }

    /** Returns what the snippet declares. */
    Set<Declared> declared() {
        Set<Declared> found = new LinkedHashSet<>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitVariable(VariableTree tree, Void none) {
                found.add(new Declared("variable", tree.getName().toString()));
                return super.visitVariable(tree, none);
            }

            @Override
            public Void visitMethod(MethodTree tree, Void none) {
                found.add(new Declared("method", tree.getName().toString()));
                return super.visitMethod(tree, none);
            }

            @Override
            public Void visitClass(ClassTree tree, Void none) {
                found.add(new Declared("class", tree.getSimpleName().toString()));
                return super.visitClass(tree, none);
            }
        }.scan(unit, null);
        return found;
    }

    /** Says whether a type of the snippet from which a class inherits is empty, or leaves something out. */
    boolean hasElidedSupertype(TreePath type) {
        if (type == null || !(trees.getElement(type) instanceof TypeElement element)) return false;
        Set<Element> supertypes = new LinkedHashSet<>();
        collectSupertypes(element, supertypes);
        for (Element one : supertypes) {
            Tree tree = trees.getTree(one);
            if (tree instanceof ClassTree shown && (hasElision(shown) || shown.getMembers().isEmpty())) return true;
        }
        return false;
    }

    /** Says whether a class inherits from a type whose qualified name is of some kind. */
    boolean hasSupertype(TreePath type, Predicate<String> isOfKind) {
        if (type == null || !(trees.getElement(type) instanceof TypeElement element)) return false;
        Set<Element> supertypes = new LinkedHashSet<>();
        collectSupertypes(element, supertypes);
        return supertypes.stream().anyMatch(one -> isOfKind.test(one.toString()));
    }

    private static void collectSupertypes(TypeElement type, Set<Element> found) {
        List<TypeMirror> supertypes = new ArrayList<>(type.getInterfaces());
        supertypes.add(type.getSuperclass());
        for (TypeMirror one : supertypes)
            if (one instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element && found.add(element))
                collectSupertypes(element, found);
    }

    // -- taint

    /**
     * Says whether an expression of unknown type takes part in the statement of a problem, so that
     * what javac says of the types there may rest on nothing.
     */
    boolean isTainted(Problem problem, TreePath path, boolean onlyInLambda) {
        TreePath statement = null;
        boolean isInLambda = false;
        for (TreePath at = path; at != null && !isMember(at.getLeaf()); at = at.getParentPath()) {
            isInLambda |= at.getLeaf() instanceof LambdaExpressionTree;
            if (!isStatement(at.getLeaf())) continue;
            statement = at;
            if (!isWithinLambda(at)) break;
        }
        if (statement == null || onlyInLambda && !isInLambda) return false;
        Tree judged = judgedPart(statement.getLeaf());
        return judged != null && hasUnknown(statement, judged, problem.generatedPosition);
    }

    private static boolean isMember(Tree tree) {
        return tree instanceof ClassTree || tree instanceof MethodTree;
    }

    static boolean isStatement(Tree tree) {
        return tree instanceof StatementTree && !(tree instanceof BlockTree) && !(tree instanceof ClassTree);
    }

    private static boolean isWithinLambda(TreePath path) {
        for (TreePath at = path.getParentPath(); at != null && !isMember(at.getLeaf()); at = at.getParentPath())
            if (at.getLeaf() instanceof LambdaExpressionTree) return true;
        return false;
    }

    /** Returns what of a statement stands on its own: of an if its condition; null where nothing does. */
    private static Tree judgedPart(Tree statement) {
        if (statement instanceof IfTree tree) return tree.getCondition();
        if (statement instanceof WhileLoopTree tree) return tree.getCondition();
        if (statement instanceof EnhancedForLoopTree tree) return tree.getExpression();
        if (statement instanceof SwitchTree tree) return tree.getExpression();
        boolean holdsOthers = statement instanceof ForLoopTree || statement instanceof TryTree
                || statement instanceof SynchronizedTree || statement instanceof DoWhileLoopTree
                || statement instanceof LabeledStatementTree;
        return holdsOthers ? null : statement;
    }

    /** Says whether a tree holds an expression of unknown type. */
    boolean hasUnknown(TreePath root, Tree tree) {
        return hasUnknown(root, tree, -1);
    }

    private boolean hasUnknown(TreePath root, Tree tree, int except) {
        UnknownFinder finder = new UnknownFinder(except);
        finder.scan(tree == root.getLeaf() ? root : new TreePath(root, tree), null);
        return finder.found;
    }

    /** Looks for expressions of unknown type, but for the one that the problem is about. */
    private final class UnknownFinder extends TreePathScanner<Void, Void> {
        private final int except;
        private boolean found;

        UnknownFinder(int except) {
            this.except = except;
        }

        @Override
        public Void scan(Tree tree, Void none) {
            return tree == null || found ? null : super.scan(tree, none);
        }

        private boolean isExcepted(Tree tree) {
            return except >= 0 && start(tree) <= except && except <= end(tree);
        }

        /** The name of a call whose problem this is about is unknown because of that problem. */
        private boolean isOfExceptedCall() {
            TreePath parent = getCurrentPath().getParentPath();
            boolean isCalled = parent != null && parent.getLeaf() instanceof MethodInvocationTree call
                    && call.getMethodSelect() == getCurrentPath().getLeaf() && isExcepted(call);
            return isCalled || isExcepted(getCurrentPath().getLeaf());
        }

        private void look(TypeMirror type) {
            found |= type == null || isUnknown(type);
        }

        @Override
        public Void visitMethodInvocation(MethodInvocationTree tree, Void none) {
            if (!isExcepted(tree)) {
                look(trees.getTypeMirror(getCurrentPath()));
                Element called = trees.getElement(getCurrentPath());
                found |= called == null || called.asType() == null || called.asType().getKind() == TypeKind.ERROR
                        || called.getKind() == ElementKind.OTHER;
            }
            return super.visitMethodInvocation(tree, none);
        }

        @Override
        public Void visitNewClass(NewClassTree tree, Void none) {
            if (!isExcepted(tree)) look(trees.getTypeMirror(getCurrentPath()));
            return super.visitNewClass(tree, none);
        }

        @Override
        public Void visitIdentifier(IdentifierTree tree, Void none) {
            if (isOfExceptedCall()) return null;
            Element element = trees.getElement(getCurrentPath());
            found |= element == null || element.getKind() != ElementKind.PACKAGE && isUnknown(element.asType());
            return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree tree, Void none) {
            Element element = isOfExceptedCall() ? null : trees.getElement(getCurrentPath());
            found |= element != null && element.getKind() != ElementKind.PACKAGE && isUnknown(element.asType());
            return super.visitMemberSelect(tree, none);
        }

        @Override
        public Void visitVariable(VariableTree tree, Void none) {
            Element element = trees.getElement(getCurrentPath());
            found |= element != null && isUnknown(element.asType());
            return super.visitVariable(tree, none);
        }

        @Override
        public Void visitAnnotation(AnnotationTree tree, Void none) {
            return null;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            return tree.getSimpleName().length() == 0 ? super.visitClass(tree, none) : null;
        }
    }
}
