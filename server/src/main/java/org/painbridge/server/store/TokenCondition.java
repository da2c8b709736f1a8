package org.painbridge.server.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.CodeMembership.Code;
import org.painbridge.server.store.CodeMembership.UnknownCodes;

/** A token parameter against one value. */
final class TokenCondition {
    private static final int MOST_CODES = 10_000;

    private final CodeMembership codes;

    TokenCondition(CodeMembership codes) {
        this.codes = codes;
    }

    Sql of(Criterion criterion, String value) {
        return switch (criterion.modifier()) {
            case "text" -> TextCondition.startsWith(criterion, value);
            case "of-type" -> typed(criterion, value);
            case "in", "not-in" -> anyOf(criterion, ofValueSet(criterion, value));
            case "above", "below" -> anyOf(criterion, related(criterion, value));
            default -> code(criterion, value);
        };
    }

    /** By code, whatever the modifier. */
    static Sql code(Criterion criterion, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() == 1) {
            return ofCode(criterion, SearchValues.unescape(value));
        }
        if (parts.size() > 2) {
            throw SearchPlanner.invalid(
                    criterion.name(), criterion.name() + " wants code, system|code, |code or system|, not " + value);
        }
        long system = NameIds.ofSystem(SearchValues.unescape(parts.get(0)));
        String code = SearchValues.unescape(parts.get(1));
        Sql sql = new Sql().add("i.qualifier = ?", system);
        return code.isEmpty() ? sql : sql.add(" and ").add(ofCode(criterion, code));
    }

    private static Sql ofCode(Criterion criterion, String code) {
        Sql sql = new Sql().add("i.term = ?", IndexRows.tokenValue(code));
        return criterion.exactTokens()
                ? sql.add(" and coalesce(i.exact, i.term) = ?", IndexRows.shortened(code.strip()))
                : sql;
    }

    /** An identifier by its type: {@code system|code|value}, the first two of the type. */
    private static Sql typed(Criterion criterion, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() != 3 || parts.get(1).isBlank() || parts.get(2).isBlank()) {
            throw SearchPlanner.invalid(
                    criterion.name(),
                    criterion.name() + " wants the system and code of the identifier's type and its value:"
                            + " http://terminology.hl7.org/CodeSystem/v2-0203|MR|446053, not " + value);
        }
        String term = IndexRows.typedValue(SearchValues.unescape(parts.get(1)), SearchValues.unescape(parts.get(2)));
        Sql sql = new Sql().add("i.term = ?", term);
        String system = SearchValues.unescape(parts.getFirst());
        return system.isEmpty() ? sql : sql.add(" and i.qualifier = ?", NameIds.ofSystem(system));
    }

    private Collection<Code> ofValueSet(Criterion criterion, String value) {
        try {
            return codes.ofValueSet(SearchValues.unescape(value));
        } catch (UnknownCodes e) {
            throw SearchPlanner.invalid(criterion.name(), String.valueOf(e.getMessage()));
        }
    }

    private Collection<Code> related(Criterion criterion, String value) {
        List<String> parts = SearchValues.split(value, '|');
        if (parts.size() != 2 || parts.get(0).isBlank() || parts.get(1).isBlank()) {
            throw SearchPlanner.invalid(criterion.name(), criterion.name() + " wants system|code, not " + value);
        }
        String system = SearchValues.unescape(parts.getFirst());
        String code = SearchValues.unescape(parts.getLast());
        try {
            return criterion.modifier().equals("below") ? codes.below(system, code) : codes.above(system, code);
        } catch (UnknownCodes e) {
            throw SearchPlanner.invalid(criterion.name(), String.valueOf(e.getMessage()));
        }
    }

    private static Sql anyOf(Criterion criterion, Collection<Code> codes) {
        if (codes.size() > MOST_CODES) {
            throw new StoreProblem.Invalid(
                    ErrorCode.TOO_COSTLY,
                    "http." + criterion.name(),
                    "This stands for " + codes.size() + " codes, a search takes " + MOST_CODES
                            + ": name a smaller value set or a narrower code");
        }
        if (codes.isEmpty()) {
            return new Sql().add("1 = 0");
        }
        Map<String, Set<String>> bySystem = new TreeMap<>();
        for (Code code : codes) {
            bySystem.computeIfAbsent(code.system(), key -> new TreeSet<>()).add(IndexRows.tokenValue(code.code()));
        }
        return Sql.joined(
                "or",
                bySystem.entrySet().stream()
                        .map(system -> new Sql()
                                .add(
                                        "(i.qualifier = ? and i.term = any(?))",
                                        NameIds.ofSystem(system.getKey()),
                                        system.getValue().toArray(String[]::new)))
                        .toList());
    }
}
