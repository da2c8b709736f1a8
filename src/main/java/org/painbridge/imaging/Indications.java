package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;

/** The value sets of all indications that a pack speaks about, by their codes; made once for a pack. */
public final class Indications {
    private final Map<Code, List<CodeSet>> byCode = new HashMap<>();

    public Indications(RuleSet rules) {
        Set<String> canonicals = new HashSet<>();
        for (Scenario scenario : rules.scenarios()) {
            scenario.indications().stream()
                    .filter(set -> canonicals.add(set.canonical()))
                    .forEach(this::add);
        }
    }

    private void add(CodeSet set) {
        set.codes()
                .forEach(code ->
                        byCode.computeIfAbsent(code, one -> new ArrayList<>()).add(set));
    }

    /** Whether any scenario is about one of these codes. */
    public boolean knowAny(Collection<Code> codes) {
        for (Code code : codes) {
            if (byCode.containsKey(code)) {
                return true;
            }
        }
        return false;
    }

    /** The value sets that hold one of these codes. */
    public Set<CodeSet> of(Collection<Code> codes) {
        Set<CodeSet> found = new LinkedHashSet<>();
        codes.forEach(code -> found.addAll(byCode.getOrDefault(code, List.of())));
        return found;
    }
}
