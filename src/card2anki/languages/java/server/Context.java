package card2anki;

import card2anki.Segment.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The types that other snippets of a card or a file declare. */
final class Context {
    /** Another snippet; a near one stands on the same card. */
    record Neighbour(Snippet snippet, boolean isNear) {
        static Neighbour of(String source, boolean isNear) {
            return new Neighbour(Snippet.of(source), isNear);
        }
    }

    private final Map<String, Neighbour> declaredBy = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    Context(List<Neighbour> neighbours) {
        for (Neighbour neighbour : neighbours) {
            for (Segment segment : neighbour.snippet().segments()) {
                if (!segment.is(Kind.TYPE)) continue;
                Neighbour first = declaredBy.putIfAbsent(segment.name(), neighbour);
                if (first != null) ambiguous.add(segment.name());
            }
        }
    }

    /** Returns the names of all types that are declared elsewhere. */
    Set<String> names() {
        return declaredBy.keySet();
    }

    /** Returns the types that a snippet needs: those it names, and those that these name in turn. */
    Set<String> neededBy(Snippet user) {
        Set<String> needed = new HashSet<>();
        List<Snippet> waiting = new ArrayList<>(List.of(user));
        while (!waiting.isEmpty()) {
            for (String name : waiting.remove(waiting.size() - 1).mentioned()) {
                Neighbour from = declaredBy.get(name);
                if (from != null && !user.declared().contains(name) && needed.add(name)) waiting.add(from.snippet());
            }
        }
        return needed;
    }

    /** Returns a compilation unit for each snippet that declares some of these types. */
    List<String> units(Set<String> needed, Snippet user, ImportIndex index) {
        Map<Snippet, Set<String>> wanted = new IdentityHashMap<>(); // a record hashes all that it holds
        List<Snippet> order = new ArrayList<>();
        for (String name : needed.stream().sorted().toList()) {
            Snippet from = declaredBy.get(name).snippet();
            if (!wanted.containsKey(from)) order.add(from);
            wanted.computeIfAbsent(from, none -> new HashSet<>()).add(name);
        }
        return order.stream()
                .map(from -> Wrapper.types(from, wanted.get(from), user, from.guessImports(index, names(), false)))
                .toList();
    }

    /**
     * Says whether types are surely those that are meant: whole, declared once, on the same card, and
     * not one that the JDK has, too.
     */
    boolean isSure(Set<String> needed, ImportIndex index) {
        boolean isOnlyHere = needed.stream().noneMatch(name ->
                ambiguous.contains(name) || index.isOfLanguage(name) || index.packageOf(name) != null);
        return isOnlyHere && needed.stream().map(declaredBy::get)
                .allMatch(from -> from.isNear() && from.snippet().elisions().ranges().isEmpty());
    }
}
