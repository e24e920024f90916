package card2anki;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;

/** Gives javac the classes of the JDK and nothing else: no class path, no outputs, no processors. */
final class MemoryFiles extends ForwardingJavaFileManager<StandardJavaFileManager> {
    private static final Set<StandardLocation> NOTHING_THERE = Set.of(
            StandardLocation.ANNOTATION_PROCESSOR_PATH, StandardLocation.ANNOTATION_PROCESSOR_MODULE_PATH,
            StandardLocation.SOURCE_PATH, StandardLocation.CLASS_OUTPUT);
    /** The lookup of plugins asks for a loader: this one knows the classes of the JDK only. */
    private static final ClassLoader EMPTY = new ClassLoader(null) {};

    MemoryFiles(JavaCompiler compiler) {
        super(compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8));
    }

    /** A source that has the name that its public class asks for. */
    static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("mem:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        @Override
        public boolean isNameCompatible(String name, Kind kind) {
            return true;
        }
    }

    @Override
    public Iterable<JavaFileObject> list(Location location, String name, Set<JavaFileObject.Kind> kinds, boolean recurse)
            throws IOException {
        if (location == StandardLocation.CLASS_PATH || location == StandardLocation.SOURCE_PATH) return List.of();
        return super.list(location, name, kinds, recurse);
    }

    @Override
    public boolean hasLocation(Location location) {
        return !NOTHING_THERE.contains(location) && super.hasLocation(location);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String name, JavaFileObject.Kind kind, FileObject from) {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public FileObject getFileForOutput(Location location, String name, String relative, FileObject from) {
        throw new UnsupportedOperationException("nothing is written");
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
        return EMPTY;
    }

    @Override
    public <S> ServiceLoader<S> getServiceLoader(Location location, Class<S> service) {
        throw new UnsupportedOperationException("nothing is loaded");
    }
}
