package org.painbridge.careplan;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** Within what time a plan is acknowledged and answered: in general, and by organizations that have times of their own. */
public record Deadlines(Times general, Map<BusinessIdentifier, Times> own) {
    public Deadlines {
        own = Map.copyOf(own);
    }

    /**
     * @param acknowledge time that the recipient's system has to say that it has the plan
     * @param respond time for an answer where the sender names none
     */
    public record Times(Duration acknowledge, Duration respond) {
        public Times {
            if (!acknowledge.isPositive() || !respond.isPositive()) {
                throw new IllegalArgumentException("A time is not positive: " + acknowledge + ", " + respond);
            }
        }
    }

    /** The same for everybody. */
    public static Deadlines of(Duration acknowledge, Duration respond) {
        return new Deadlines(new Times(acknowledge, respond), Map.of());
    }

    /** Those of the nearest organization that has times of its own, else the general ones. */
    public Times of(Addressee addressee) {
        return addressee.identifiers().stream()
                .filter(own::containsKey)
                .findFirst()
                .map(own::get)
                .orElse(general);
    }

    /** Nobody has less time to acknowledge. */
    public Duration shortestAcknowledgement() {
        return Stream.concat(Stream.of(general), own.values().stream())
                .map(Times::acknowledge)
                .min(Duration::compareTo)
                .orElseThrow();
    }
}
