package org.painbridge.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ResourceType;
import org.jspecify.annotations.Nullable;

/**
 * What is in somebody's list, in the order in which lists are read: the Tasks of an owner in some status by when they are due. Each
 * has a row of {@code fhir_range} for that, under a number of the list and with a qualifier that stands for owner and status; so a
 * page looks at hardly more rows than it answers, however long the list is and whatever the database knows of its tables.
 */
final class SortedLists {
    /** The place of what has no value to sort by: behind all others. {@code V48__sorted_lists.sql} has it, too. */
    static final double LAST = 1e300;

    private static final int MOST_STATUSES = 6;
    private static final Map<String, List<String>> ORDERS = Map.of("Task", List.of("due", "restriction-period"));
    private static final String OWNER = "owner";
    private static final String STATUS = "status";

    private final Map<String, List<SortedList>> byType;

    /** @param order by which the list is sorted */
    private record SortedList(SearchParameter owner, SearchParameter status, SearchParameter order) {
        int indexId() {
            return NameIds.of(name(order));
        }
    }

    /**
     * A page of a list: of one owner, in one of these statuses.
     *
     * @param keys one for each status
     */
    record Walk(int indexId, List<Long> keys) {}

    SortedLists(SearchParameters parameters) {
        byType = ORDERS.keySet().stream()
                .filter(parameters.types()::contains)
                .collect(Collectors.toMap(type -> type, type -> lists(parameters, type)));
    }

    private static List<SortedList> lists(SearchParameters parameters, String type) {
        SearchParameter owner = parameters.find(type, OWNER).orElseThrow();
        SearchParameter status = parameters.find(type, STATUS).orElseThrow();
        return orders(parameters, type).stream()
                .map(order -> new SortedList(owner, status, order))
                .toList();
    }

    private static List<SearchParameter> orders(SearchParameters parameters, String type) {
        return ORDERS.getOrDefault(type, List.of()).stream()
                .flatMap(code -> parameters.find(type, code).stream())
                .toList();
    }

    /** The lists of a type by their numbers. */
    static Map<Integer, String> names(SearchParameters parameters, String type) {
        return orders(parameters, type).stream()
                .collect(Collectors.toMap(order -> NameIds.of(name(order)), SortedLists::name));
    }

    private static String name(SearchParameter order) {
        return order.resourceType() + "." + OWNER + "+" + STATUS + " by " + order.code();
    }

    /** Adds the rows that follow from the others. */
    void index(String type, IndexRows rows) {
        for (SortedList list : byType.getOrDefault(type, List.of())) {
            double place = rows.ranges.stream()
                    .filter(row -> row.indexId() == list.order().indexId())
                    .mapToDouble(IndexRows.Range::low)
                    .min()
                    .orElse(LAST);
            for (IndexRows.Text owner : texts(rows, list.owner())) {
                for (IndexRows.Text status : texts(rows, list.status())) {
                    long key = key(owner.qualifier(), owner.value(), status.value());
                    rows.ranges.add(new IndexRows.Range(list.indexId(), key, place, place));
                }
            }
        }
    }

    private static List<IndexRows.Text> texts(IndexRows rows, SearchParameter parameter) {
        return rows.texts.stream()
                .filter(row -> row.indexId() == parameter.indexId())
                .toList();
    }

    /** How a search goes along a list; empty where it asks for something else. */
    Optional<Walk> walk(SearchPlan plan) {
        if (plan.sorts().size() != 1 || plan.sorts().getFirst().descending()) {
            return Optional.empty();
        }
        SearchParameter order = plan.sorts().getFirst().parameter();
        for (SortedList list : byType.getOrDefault(plan.type(), List.of())) {
            if (list.order().equals(order)) {
                Optional<Criterion> owner = only(plan, OWNER);
                Optional<Criterion> status = only(plan, STATUS);
                return owner.isEmpty() || status.isEmpty() ? Optional.empty() : walk(list, owner.get(), status.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<Criterion> only(SearchPlan plan, String code) {
        return plan.criteria().stream()
                .filter(criterion -> criterion.link() == null
                        && criterion.modifier().isEmpty()
                        && criterion.parameter().code().equals(code))
                .findFirst();
    }

    private static Optional<Walk> walk(SortedList list, Criterion owner, Criterion status) {
        String[] who = owner.values().getFirst().split("/", -1);
        Set<String> statuses = new LinkedHashSet<>();
        status.values().forEach(value -> statuses.add(IndexRows.tokenValue(SearchValues.unescape(value))));
        boolean isOne = owner.values().size() == 1 && who.length == 2 && isType(who[0]);
        boolean isPlain = status.values().stream().noneMatch(value -> value.indexOf('|') >= 0);
        if (!isOne || !isPlain || statuses.size() > MOST_STATUSES) {
            return Optional.empty();
        }
        List<Long> keys = new ArrayList<>();
        statuses.forEach(each -> keys.add(key(NameIds.of(who[0]), SearchValues.unescape(who[1]), each)));
        return Optional.of(new Walk(list.indexId(), keys));
    }

    private static boolean isType(@Nullable String name) {
        for (ResourceType type : ResourceType.values()) {
            if (type.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Whoever goes along a list looks at owner and status, too: two may have the same key. */
    private static long key(long ownerType, String owner, String status) {
        String text = ownerType + "/" + owner + "|" + status;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
