package card2anki;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.tools.javac.api.JavacTaskPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/**
 * Runs javac in memory, up to flow analysis: no class is ever generated. Each worker has one, since
 * file managers and pools of tasks are not thread safe.
 */
final class Compiler {
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    private static final List<String> OPTIONS = List.of(
            "-proc:none", "-implicit:none", "-Xlint:none", "-Xmaxerrs", "200", "-Xmaxwarns", "200",
            "-XDshould-stop.ifError=FLOW", "-XDshould-stop.ifNoError=FLOW");
    /** A pool keeps the symbols of the JDK between tasks, and of each snippet a little, too. */
    private static final int MOST_USES = 2000;

    private final MemoryFiles files = new MemoryFiles(JAVAC);
    private final ImportIndex index;
    private JavacTaskPool pool = new JavacTaskPool(1);
    private int uses;

    Compiler(ImportIndex index) {
        this.index = index;
    }

    /** Compiles a snippet beside units of types that it needs; only what concerns the snippet is told. */
    Attempt attempt(Wrapped wrapped, List<String> context) throws IOException {
        try {
            return run(wrapped, context, true);
        } catch (RuntimeException | AssertionError crash) {
            if (isTooDeep(crash)) throw crash;
            pool = new JavacTaskPool(1); // javac failed on erroneous code: its syntax can still be told
            Attempt parsed = run(wrapped, List.of(), false);
            parsed.isCrashed = true;
            return parsed;
        }
    }

    /** Says whether the stack was too small, which javac tells in its own words. */
    static boolean isTooDeep(Throwable crash) {
        for (Throwable cause = crash; cause != null; cause = cause.getCause())
            if (cause instanceof StackOverflowError) return true;
        return false;
    }

    /** Parses a snippet, and looks no further. */
    Attempt parse(Wrapped wrapped) throws IOException {
        return run(wrapped, List.of(), false);
    }

    private Attempt run(Wrapped wrapped, List<String> context, boolean analyses) throws IOException {
        Attempt attempt = new Attempt(wrapped);
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        List<JavaFileObject> sources = new ArrayList<>();
        boolean isModule = wrapped.mode() == Mode.MODULE;
        sources.add(new MemoryFiles.Source(isModule ? "module-info" : "Snippet", wrapped.text()));
        for (String unit : context) sources.add(new MemoryFiles.Source("Context" + sources.size(), unit));
        JavacTaskPool.Worker<Void> work = task -> {
            compile(task, attempt, said, analyses && !isModule);
            return null;
        };
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        if (isModule) {
            work.withTask((JavacTask) JAVAC.getTask(nowhere, files, said, OPTIONS, null, sources));
        } else {
            if (++uses % MOST_USES == 0) pool = new JavacTaskPool(1);
            pool.getTask(nowhere, files, said, OPTIONS, null, sources, work);
        }
        return attempt;
    }

    private void compile(JavacTask task, Attempt attempt, DiagnosticCollector<JavaFileObject> said, boolean analyses) {
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            List<Problem> parsing = problems(said, 0, attempt.wrapped);
            parsing.forEach(Classifier::judgeSyntax);
            attempt.problems.addAll(parsing);
            attempt.parses = parsing.stream().noneMatch(problem -> problem.isError);
            if (!attempt.parses || !analyses) return;
            int before = said.getDiagnostics().size();
            task.analyze();
            List<Problem> analysis = problems(said, before, attempt.wrapped);
            if (analysis.isEmpty()) return;
            Evidence evidence = new Evidence(task, unit, attempt.wrapped, index);
            new Classifier(index, evidence, analysis, new MemberScan(task, evidence).find(evidence.root())).judge();
            attempt.declared = evidence.declared();
            attempt.problems.addAll(analysis);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // all sources are in memory
        }
    }

    private static List<Problem> problems(DiagnosticCollector<JavaFileObject> said, int from, Wrapped wrapped) {
        List<Problem> found = new ArrayList<>();
        List<Diagnostic<? extends JavaFileObject>> all = said.getDiagnostics();
        for (Diagnostic<? extends JavaFileObject> one : all.subList(from, all.size())) {
            JavaFileObject source = one.getSource();
            boolean isContext = source != null && source.getName().startsWith("/Context");
            if (!isContext) found.add(new Problem(one, wrapped));
        }
        return found;
    }
}
