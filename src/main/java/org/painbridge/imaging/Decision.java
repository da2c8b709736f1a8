package org.painbridge.imaging;

import java.util.List;

/** Whether the facts known decide about an order, and if not, what to ask. */
sealed interface Decision {
    /** All completions of the unknown facts agree. */
    record Settled(Outcome outcome) implements Decision {}

    /**
     * @param questions the next to ask, most decisive first
     * @param decisive how many facts are decisive in all
     * @param possible the categories that answers may lead to, best first
     * @param emergency whether they may lead to an emergency, for a red flag that is met or may be
     */
    record Open(List<Question> questions, int decisive, List<Category> possible, boolean emergency)
            implements Decision {}
}
