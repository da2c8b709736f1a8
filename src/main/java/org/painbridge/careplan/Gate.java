package org.painbridge.careplan;

import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may make a move, and from where it leads on.
 *
 * @param <S> the states
 */
record Gate<S extends Enum<S>>(Set<S> from, Set<Party> by) {
    Gate {
        from = Set.copyOf(from);
        by = Set.copyOf(by);
    }

    /** @throws ExchangeRefusal if none of these parties may make it, or it does not lead on from that state */
    void require(String move, String what, S state, String code, Set<Party> parties) {
        if (Collections.disjoint(by, parties)) {
            throw ExchangeRefusal.notYours(move + " is for the " + words(by) + " of the " + what + ".");
        }
        if (!from.contains(state)) {
            throw ExchangeRefusal.wrongState(
                    move + " is possible while the " + what + " is " + words(from) + ", but it is " + code + ".");
        }
    }

    private static String words(Set<? extends Enum<?>> names) {
        return names.stream()
                .sorted()
                .map(name -> name.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(" or "));
    }
}
