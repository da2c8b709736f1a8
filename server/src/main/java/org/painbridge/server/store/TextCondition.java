package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A string or uri parameter against one value. */
final class TextCondition {
    private TextCondition() {}

    static Sql string(Criterion criterion, String value) {
        String text = SearchValues.unescape(value);
        return inEitherForm(criterion, text, plain -> string(criterion, text, plain));
    }

    /** Also as it was indexed before some letters were compared as people type them: until {@code $reindex} rows have that. */
    private static Sql inEitherForm(Criterion criterion, String text, Function<String, Sql> condition) {
        String plain = plain(criterion, text);
        String earlier = IndexRows.earlierStringValue(text);
        Sql now = condition.apply(plain);
        if (plain.equals(earlier)) {
            return now;
        }
        Sql either = new Sql()
                .add("(")
                .add(now)
                .add(" or ")
                .add(condition.apply(earlier))
                .add(")");
        return criterion.modifier().equals("contains")
                ? either
                : new Sql().add(between(plain, earlier)).add(either);
    }

    /** H2 finds none of two ranges by an index: it reads from the first to the second, and not all that the parameter has. */
    private static Sql between(String one, String other) {
        boolean inOrder = one.compareTo(other) < 0;
        return new Sql()
                .add(
                        "i.term >= ? and i.term < ? and ",
                        inOrder ? one : other,
                        IndexRows.endOfPrefix(inOrder ? other : one));
    }

    private static Sql string(Criterion criterion, String text, String plain) {
        return switch (criterion.modifier()) {
            case "exact" -> new Sql().add("i.term = ? and i.exact = ?", plain, IndexRows.cut(text));
            case "contains" -> new Sql().add("i.term like ? escape '!'", "%" + likeEscaped(plain) + "%");
            default -> startsWith(plain);
        };
    }

    private static String likeEscaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** {@code :below} finds what lies under an address, {@code :above} what it lies under, by the parts of its path. */
    static Sql uri(Criterion criterion, String value) {
        String uri = SearchValues.unescape(value);
        return switch (criterion.modifier()) {
            case "below" ->
                new Sql()
                        .add("(i.term = ? or ", IndexRows.shortened(uri))
                        .add(startsWith(IndexRows.cut(withSlash(uri))))
                        .add(")");
            case "above" -> new Sql().add("i.term in ").list(ancestors(uri));
            default -> new Sql().add("i.term = ?", IndexRows.shortened(uri));
        };
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static List<String> ancestors(String uri) {
        List<String> ancestors = new ArrayList<>();
        int authority = uri.indexOf("://");
        String part = uri;
        while (part.length() > authority + 3) {
            ancestors.add(IndexRows.shortened(part));
            int slash = part.lastIndexOf('/', part.length() - 2);
            boolean slashEnds = part.endsWith("/");
            part = slashEnds ? part.substring(0, part.length() - 1) : part.substring(0, slash + 1);
        }
        return ancestors;
    }

    /** Whatever the modifier, as a plain string is compared. */
    static Sql startsWith(Criterion criterion, String value) {
        return inEitherForm(criterion, SearchValues.unescape(value), TextCondition::startsWith);
    }

    private static String plain(Criterion criterion, String text) {
        String plain = IndexRows.stringValue(text);
        if (plain.isEmpty()) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants letters, digits or signs");
        }
        return plain;
    }

    private static Sql startsWith(String text) {
        return new Sql().add("i.term >= ? and i.term < ?", text, IndexRows.endOfPrefix(text));
    }
}
