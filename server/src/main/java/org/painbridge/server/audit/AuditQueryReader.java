package org.painbridge.server.audit;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.audit.AuditRow.Place;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.SearchQuery.Parameter;
import org.painbridge.server.store.Sql;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.TimeCondition;

/** Understands the parameters of a search of the trail, or says which one is wrong. */
final class AuditQueryReader {
    /** What can be searched by, for the CapabilityStatement: name to type. */
    static final Map<String, String> PARAMETERS = new TreeMap<>(Map.of(
            "patient", "reference",
            "date", "date",
            "agent", "reference",
            "entity", "reference",
            "action", "token",
            "subtype", "token",
            "outcome", "token"));

    private static final Pattern REFERENCE = Pattern.compile("(?:.*/)?([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Map<String, String> OUTCOMES =
            Map.of("0", "e.status < 400", "4", "(e.status >= 400 and e.status < 500)", "8", "e.status >= 500");
    private static final int MOST_VALUES = 100;

    private final ZoneId zone;
    private final int defaultCount;
    private final int maxCount;

    AuditQueryReader(ZoneId zone, int defaultCount, int maxCount) {
        this.zone = zone;
        this.defaultCount = defaultCount;
        this.maxCount = maxCount;
    }

    /** @throws StoreProblem.Invalid naming the parameter that cannot be honoured */
    AuditQuery read(Map<String, String[]> parameters, boolean lenient) {
        List<Consumer<Sql>> conditions = new ArrayList<>();
        List<Parameter> used = new ArrayList<>();
        List<String> ignored = new ArrayList<>();
        int count = defaultCount;
        Place before = null;
        boolean total = false;
        for (Parameter each : flat(parameters)) {
            String name = each.name();
            String value = each.value();
            used.add(each);
            switch (name) {
                case "_count" -> count = count(value);
                case "_cursor" -> before = cursor(value);
                case "_total" -> total |= value.equals("accurate");
                case "_sort" -> requireOwnOrder(value);
                default -> {
                    if (name.equals("_summary") && value.equals("count")) {
                        total = true;
                        count = 0;
                    } else if (!SearchQuery.PRESENTATION.contains(name)) {
                        Consumer<Sql> condition = condition(name, value);
                        if (condition != null) {
                            conditions.add(condition);
                        } else if (lenient) {
                            used.removeLast();
                            ignored.add(name);
                        } else {
                            throw new StoreProblem.Invalid(
                                    ErrorCode.UNKNOWN_SEARCH_PARAMETER,
                                    "http." + name,
                                    "AuditEvent has no search parameter " + name + " here; it has "
                                            + String.join(", ", PARAMETERS.keySet()) + " and agent:identifier");
                        }
                    }
                }
            }
        }
        return new AuditQuery(conditions, count, before, total, used, ignored);
    }

    private static List<Parameter> flat(Map<String, String[]> parameters) {
        return parameters.entrySet().stream()
                .flatMap(each -> Arrays.stream(each.getValue()).map(value -> new Parameter(each.getKey(), value)))
                .toList();
    }

    private @Nullable Consumer<Sql> condition(String name, String value) {
        String[] values = value.split(",", -1);
        if (values.length > MOST_VALUES || Arrays.stream(values).anyMatch(String::isBlank)) {
            throw invalid(name, name + " has an empty alternative, or more than " + MOST_VALUES);
        }
        return switch (name) {
            case "patient" -> anyOf("e.patient", each(values, one -> patient(name, one)));
            case "date" -> sql -> date(sql, values);
            case "agent" -> persons(each(values, one -> reference(name, one)));
            case "agent:identifier" -> anyOf("e.client", each(values, AuditQueryReader::code));
            case "entity" -> targets(each(values, one -> reference(name, one)));
            case "action" -> anyOf("e.kind", kindsOf(each(values, AuditQueryReader::code)));
            case "subtype" -> anyOf("e.kind", each(values, AuditQueryReader::code));
            case "outcome" -> outcomes(each(values, AuditQueryReader::code));
            default -> null;
        };
    }

    private static List<String> each(String[] values, UnaryOperator<String> read) {
        return Arrays.stream(values).map(read).toList();
    }

    private static Consumer<Sql> anyOf(String column, List<String> values) {
        return values.size() == 1
                ? sql -> sql.add(column + " = ?", values.getFirst())
                : sql -> sql.add(column + " in ").list(values.isEmpty() ? List.of("") : values);
    }

    private void date(Sql sql, String[] values) {
        try {
            String word = "(";
            for (String value : values) {
                sql.add(word);
                TimeCondition.add(sql, "e.at", value, zone);
                word = " or ";
            }
            sql.add(")");
        } catch (DateTimeException e) {
            throw invalid("date", "date wants a date such as 2026-03-01 or ge2026-03-01T09:00:00-05:00");
        }
    }

    /** As the token has it, which may be an absolute URL. */
    private static Consumer<Sql> persons(List<String> references) {
        return sql -> alternatives(
                sql, references, (part, each) -> part.add("(e.person = ? or e.person like ?)", each, "%/" + each));
    }

    /** Whichever version. */
    private static Consumer<Sql> targets(List<String> references) {
        return sql -> alternatives(
                sql,
                references,
                (part, each) -> part.add("(e.target = ? or e.target like ?)", each, each + "/_history/%"));
    }

    private static Consumer<Sql> outcomes(List<String> codes) {
        codes.forEach(code -> {
            if (!OUTCOMES.containsKey(code)) {
                throw invalid("outcome", "outcome is 0, 4 or 8 here");
            }
        });
        return sql -> alternatives(sql, codes, (part, code) -> part.add(OUTCOMES.getOrDefault(code, "")));
    }

    private static void alternatives(Sql sql, List<String> values, BiConsumer<Sql, String> add) {
        String word = "(";
        for (String value : values) {
            sql.add(word);
            add.accept(sql, value);
            word = " or ";
        }
        sql.add(")");
    }

    private static List<String> kindsOf(List<String> actions) {
        Set<String> wanted = Set.copyOf(actions);
        return AuditKinds.ALL.stream()
                .filter(kind -> wanted.contains(AuditKinds.action(kind)))
                .toList();
    }

    private static String patient(String name, String value) {
        String id = value.substring(value.lastIndexOf('/') + 1);
        boolean ofPatient = id.equals(value) || value.endsWith("Patient/" + id);
        if (!ofPatient || !ID.matcher(id).matches()) {
            throw invalid(name, "patient is an id, or Patient/id");
        }
        return id;
    }

    private static String reference(String name, String value) {
        var form = REFERENCE.matcher(value);
        if (!form.matches()) {
            throw invalid(name, name + " is a reference: Type/id");
        }
        return form.group(1);
    }

    /** The systems are fixed, so they need not be compared. */
    private static String code(String token) {
        return token.substring(token.lastIndexOf('|') + 1);
    }

    private int count(String value) {
        try {
            int count = Integer.parseInt(value);
            if (count >= 0) {
                return Math.min(count, maxCount);
            }
        } catch (NumberFormatException e) {
            throw invalid("_count", "_count is a whole number, not " + value);
        }
        throw invalid("_count", "_count is negative: " + value);
    }

    private static Place cursor(String value) {
        return AuditQuery.place(value).orElseThrow(() -> invalid("_cursor", "_cursor is damaged"));
    }

    private static void requireOwnOrder(String value) {
        if (!value.equals("-date")) {
            throw invalid("_sort", "The audit trail has one order, _sort=-date: the newest first");
        }
    }

    private static StoreProblem.Invalid invalid(String name, String text) {
        return new StoreProblem.Invalid(ErrorCode.INVALID_SEARCH, "http." + name, text);
    }
}
