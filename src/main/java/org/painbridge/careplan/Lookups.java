package org.painbridge.careplan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stored resources behind the names of one push, asked for once. */
record Lookups(Map<Target.Named, List<StoredRef>> found) {
    static Lookups of(PlanPush push, Directory directory) {
        Stream<Target> linked =
                Stream.concat(push.graph().links(), push.recipients().stream()).map(Link::target);
        Stream<Target> plans = push.graph().plans().stream()
                .flatMap(plan -> plan.identifiers().stream())
                .map(Lookups::planName);
        Set<Target.Named> names = Stream.concat(linked, plans)
                .filter(Target.Named.class::isInstance)
                .map(Target.Named.class::cast)
                .collect(Collectors.toUnmodifiableSet());
        return new Lookups(directory.find(names));
    }

    static Target.Named planName(BusinessIdentifier identifier) {
        return new Target.Logical(Member.CARE_PLAN, identifier.system(), identifier.value());
    }

    List<StoredRef> all(Target.Named name) {
        return found.getOrDefault(name, List.of());
    }

    /** The one stored resource behind the target; empty when there is none or more than one. */
    Optional<StoredRef> one(Target target) {
        return target instanceof Target.Named name && all(name).size() == 1
                ? Optional.of(all(name).getFirst())
                : Optional.empty();
    }

    Map<Target.Named, StoredRef> known() {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().size() == 1)
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().getFirst()));
    }
}
