package card2anki;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Finds members that types of the JDK do not have where javac is silent: of a method that is not
 * there it says nothing if one of the arguments is of unknown type.
 */
final class MemberScan extends TreePathScanner<Void, Void> {
    /** A member that is not there: of which type, as it is told and shown, by which name, where. */
    record Missing(String type, String shown, String name, boolean isMethod, boolean isStatic, Range range, int position) {}

    private static final Set<String> OF_ARRAYS = Set.of("length", "clone", "getClass", "equals", "hashCode", "toString",
            "wait", "notify", "notifyAll", "class");
    private static final Set<String> OF_ALL_TYPES = Set.of("class", "this", "super", "<init>");
    /** The names of the members of each type of the JDK; they never change. */
    private static final Map<String, Set<String>> MEMBERS = new ConcurrentHashMap<>();

    /** As many errors as javac tells at most. */
    private static final int MOST = 200;

    private final JavacTask task;
    private final Trees trees;
    private final Evidence evidence;
    private final List<Missing> found = new ArrayList<>();

    MemberScan(JavacTask task, Evidence evidence) {
        this.task = task;
        this.trees = Trees.instance(task);
        this.evidence = evidence;
    }

    List<Missing> find(TreePath unit) {
        scan(unit, null);
        return found;
    }

    @Override
    public Void visitMemberSelect(MemberSelectTree tree, Void none) {
        look(tree, tree.getExpression(), tree.getIdentifier().toString());
        return super.visitMemberSelect(tree, none);
    }

    @Override
    public Void visitMemberReference(MemberReferenceTree tree, Void none) {
        look(tree, tree.getQualifierExpression(), tree.getName().toString());
        return super.visitMemberReference(tree, none);
    }

    @Override
    public Void visitImport(ImportTree tree, Void none) {
        return null; // javac itself tells what is not there
    }

    @Override
    public Void visitPackage(PackageTree tree, Void none) {
        return null;
    }

    @Override
    public Void visitAnnotation(AnnotationTree tree, Void none) {
        return null;
    }

    private void look(Tree tree, Tree receiver, String name) {
        TreePath path = new TreePath(getCurrentPath(), receiver);
        TypeMirror type = trees.getTypeMirror(path);
        if (type == null || found.size() >= MOST || OF_ALL_TYPES.contains(name)) return;
        String called = nameOf(type);
        boolean isLengthCalled = called.equals("array") && name.equals("length") && isCalled(tree);
        if (called.isEmpty() || membersOf(called, type).contains(name) && !isLengthCalled) return;
        Element element = trees.getElement(path);
        int end = (int) evidence.end(tree);
        String text = evidence.wrapped.text();
        int position = Math.max((int) evidence.end(receiver), text.lastIndexOf('.', end - name.length()));
        if (tree instanceof MemberReferenceTree) position = (int) evidence.start(tree);
        found.add(new Missing(called, type.toString(), name, isCalled(tree), element instanceof TypeElement,
                new Range((int) evidence.start(tree), end), position));
    }

    /** Returns what a type of the JDK, or an array, is called; "" for all others. */
    private static String nameOf(TypeMirror type) {
        if (type.getKind() == TypeKind.ARRAY) return "array";
        boolean isKnown = type.getKind() == TypeKind.DECLARED; // an unknown one is a DeclaredType, too
        if (!isKnown || !(((DeclaredType) type).asElement() instanceof TypeElement element)) return "";
        String name = element.getQualifiedName().toString();
        return name.startsWith("java.") || name.startsWith("javax.") ? name : "";
    }

    private Set<String> membersOf(String name, TypeMirror type) {
        if (name.equals("array")) return OF_ARRAYS;
        return MEMBERS.computeIfAbsent(name, none -> {
            Set<String> names = new HashSet<>();
            TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
            for (Element member : task.getElements().getAllMembers(element)) names.add(member.getSimpleName().toString());
            return names;
        });
    }

    private boolean isCalled(Tree tree) {
        Tree parent = getCurrentPath().getParentPath().getLeaf();
        return parent instanceof MethodInvocationTree call && call.getMethodSelect() == tree;
    }
}
