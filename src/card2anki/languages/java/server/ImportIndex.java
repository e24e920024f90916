package card2anki;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which package of the JDK a type most likely comes from that is used without an import. */
final class ImportIndex {
    /** In the order in which they are preferred: java.util.Date before java.sql.Date. */
    private static final List<String> PACKAGES = List.of(
            "java.util", "java.util.function", "java.util.stream", "java.util.concurrent",
            "java.util.concurrent.atomic", "java.util.concurrent.locks", "java.io", "java.nio.file", "java.nio",
            "java.nio.charset", "java.nio.channels", "java.net", "java.net.http", "java.math", "java.time",
            "java.time.format", "java.time.temporal", "java.text", "java.util.regex", "java.sql",
            "java.lang.reflect", "java.lang.annotation", "java.lang.invoke", "java.lang.ref",
            "java.nio.file.attribute", "java.util.zip", "java.util.jar", "java.util.random", "java.security",
            "java.security.spec", "java.security.cert", "javax.crypto", "javax.crypto.spec", "javax.net.ssl",
            "javax.sql", "java.util.prefs", "java.util.logging", "java.beans", "java.rmi", "java.rmi.registry",
            "java.rmi.server", "java.awt", "java.awt.event", "javax.swing", "javax.swing.event",
            "java.lang.management", "javax.management", "javax.xml.parsers", "org.w3c.dom", "javax.naming",
            "java.time.chrono", "java.time.zone");
    private static final int PUBLIC = 1;

    private final FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
    private final Map<String, String> preferred = new HashMap<>();
    private final Map<String, List<String>> packagesOf = new HashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> language = new HashSet<>();
    private final Map<String, Boolean> isPublic = new ConcurrentHashMap<>();

    ImportIndex() throws IOException {
        language.addAll(typesOf("java.lang"));
        for (String one : PACKAGES) {
            for (String type : typesOf(one)) {
                packagesOf.computeIfAbsent(type, none -> new ArrayList<>(1)).add(one);
                preferred.putIfAbsent(type, one);
            }
        }
        preferred.put("Entry", "java.util.Map");
    }

    /** Returns the package, or the class, to import a type from; null where there is none. */
    String packageOf(String type) {
        String found = preferred.get(type);
        if (found == null || found.equals("java.util.Map")) return found;
        return isPublic.computeIfAbsent(found + "." + type, none -> isPublic(found, type)) ? found : null;
    }

    boolean isOfLanguage(String type) {
        return language.contains(type);
    }

    boolean isIn(String type, String name) {
        return packagesOf.getOrDefault(type, List.of()).contains(name);
    }

    boolean isPackage(String name) {
        return known.contains(name);
    }

    private List<String> typesOf(String name) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : foldersOf(name)) {
            known.add(name);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    String type = file.getFileName().toString();
                    if (type.endsWith(".class") && type.indexOf('$') < 0 && type.indexOf('-') < 0)
                        found.add(type.substring(0, type.length() - ".class".length()));
                }
            }
        }
        return found;
    }

    private List<Path> foldersOf(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> modules = Files.newDirectoryStream(runtime.getPath("packages", name))) {
            for (Path module : modules) {
                String called = module.getFileName().toString();
                Path folder = runtime.getPath("modules", called, name.replace('.', '/'));
                if (called.startsWith("java.") && Files.isDirectory(folder)) found.add(folder);
            }
        } catch (NoSuchFileException absent) {
            return List.of(); // a JDK without that module
        }
        return found;
    }

    private boolean isPublic(String name, String type) {
        try {
            for (Path folder : foldersOf(name)) {
                Path file = folder.resolve(type + ".class");
                if (Files.exists(file)) return (accessFlags(Files.readAllBytes(file)) & PUBLIC) != 0;
            }
            return false;
        } catch (IOException broken) {
            throw new IllegalStateException("the JDK's own classes can't be read", broken);
        }
    }

    /** Returns the access flags of a class file, which stand behind its constants (JVMS 4.1, 4.4). */
    private static int accessFlags(byte[] file) throws IOException {
        DataInputStream data = new DataInputStream(new ByteArrayInputStream(file));
        data.skipBytes(8);
        int constants = data.readUnsignedShort();
        for (int number = 1; number < constants; number++) {
            int tag = data.readUnsignedByte();
            switch (tag) {
                case 1 -> data.skipBytes(data.readUnsignedShort());
                case 7, 8, 16, 19, 20 -> data.skipBytes(2);
                case 15 -> data.skipBytes(3);
                case 3, 4, 9, 10, 11, 12, 17, 18 -> data.skipBytes(4);
                case 5, 6 -> {
                    data.skipBytes(8);
                    number++; // these take two numbers
                }
                default -> throw new IOException("constant of kind " + tag);
            }
        }
        return data.readUnsignedShort();
    }
}
