package org.painbridge.imaging;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What has to hold for a scenario, over fact ids.
 *
 * @param clocks time facts and the state each must have
 * @param all each must be met
 * @param any one must be met, when there are any
 * @param none none may be met
 */
public record Gates(Map<String, Boolean> clocks, List<String> all, List<String> any, List<String> none) {
    public Gates {
        // In the order of the file, as questions are put in it.
        clocks = Collections.unmodifiableMap(new LinkedHashMap<>(clocks));
        all = List.copyOf(all);
        any = List.copyOf(any);
        none = List.copyOf(none);
    }

    /** With one more fact that must be met. */
    Gates andMet(String fact) {
        List<String> more =
                Stream.concat(all.stream(), Stream.of(fact)).distinct().toList();
        return new Gates(clocks, more, any, none);
    }

    Set<String> facts() {
        Set<String> facts = new TreeSet<>(clocks.keySet());
        facts.addAll(all);
        facts.addAll(any);
        facts.addAll(none);
        return facts;
    }
}
