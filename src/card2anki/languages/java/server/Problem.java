package card2anki;

import com.sun.tools.javac.api.ClientCodeWrapper;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** One thing that javac says of a snippet, where that stands, and what is made of it. */
final class Problem {
    enum Kind {
        SYNTAX, SEMANTIC, MISSPELT, DOUBTFUL, REDECLARATION, ENVIRONMENT,
        /** The rest is not told, unless asked for. */
        CONTEXT, WRAPPER, INTENDED, ELIDED, HINT;

        boolean isTold() {
            return compareTo(ENVIRONMENT) <= 0;
        }
    }

    /** A text in the place of a range of the snippet. */
    record Edit(Range range, String text) {}

    final String code;
    final String message;
    final Object[] arguments;
    final boolean isError;
    /** The range in the generated source, and the place javac points at; -1 where there is none. */
    final Range generated;
    final int generatedPosition;
    /** The same in the snippet. */
    final Range range;
    final int position;
    /** Whether the place is one in the snippet, and not in what was put around it. */
    final boolean isExact;

    Kind kind;
    String reason = "";
    List<Edit> fix = List.of();
    boolean isCertain;

    Problem(Diagnostic<? extends JavaFileObject> said, Wrapped wrapped) {
        code = said.getCode();
        message = said.getMessage(Locale.ENGLISH);
        isError = said.getKind() == Diagnostic.Kind.ERROR;
        arguments = said instanceof ClientCodeWrapper.DiagnosticSourceUnwrapper unwrapper
                ? unwrapper.d.getArgs() : new Object[0];
        generated = new Range((int) said.getStartPosition(), (int) said.getEndPosition());
        generatedPosition = (int) said.getPosition();
        Generated.Place place = wrapped.generated().originOf(Math.max(0, generatedPosition));
        position = place.offset();
        isExact = generatedPosition >= 0 && place.isExact();
        range = rangeIn(wrapped.generated());
    }

    /** A member that is not there and of which javac says nothing, in its words. */
    Problem(MemberScan.Missing missing, Wrapped wrapped) {
        code = "compiler.err.cant.resolve.location" + (missing.isMethod() ? ".args" : "");
        String kind = missing.isMethod() ? "method" : "variable";
        message = "cannot find symbol\n  symbol:   " + kind + " " + missing.name() + "\n  location: class " + missing.shown();
        arguments = new Object[] {kind, missing.name()};
        isError = true;
        generated = missing.range();
        generatedPosition = missing.position();
        Generated.Place place = wrapped.generated().originOf(generatedPosition);
        position = place.offset();
        isExact = place.isExact();
        range = rangeIn(wrapped.generated());
    }

    /** A problem that this program found itself. */
    Problem(String code, String message, Range range, Kind kind, String reason) {
        this.code = code;
        this.message = message;
        this.range = range;
        this.kind = kind;
        this.reason = reason;
        arguments = new Object[0];
        isError = true;
        generated = new Range(-1, -1);
        generatedPosition = -1;
        position = range.start();
        isExact = true;
    }

    private Range rangeIn(Generated source) {
        if (generatedPosition < 0) return new Range(0, 0);
        int start = Math.min(source.originOf(generated.start()).offset(), position);
        int end = Math.max(source.originOf(generated.end()).offset(), position);
        return new Range(start, end);
    }

    boolean isAbout(String... codes) {
        for (String one : codes) if (code.equals("compiler.err." + one)) return true;
        return false;
    }

    boolean startsWith(String... codes) {
        for (String one : codes) if (code.startsWith("compiler.err." + one)) return true;
        return false;
    }

    void judge(Kind newKind, String newReason) {
        kind = newKind;
        reason = newReason;
    }

    /** What tells problems of two runs apart. */
    String key() {
        return (startsWith("cant.resolve") ? "missing" : code) + "@" + position;
    }

    String argument(int number) {
        return number < arguments.length ? String.valueOf(arguments[number]) : "";
    }
}
