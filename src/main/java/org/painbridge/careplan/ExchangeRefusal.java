package org.painbridge.careplan;

import java.util.List;

/** An operation on a stored plan is refused, and nothing of it is done. */
public final class ExchangeRefusal extends RuntimeException {
    private final ExchangeReason reason;
    private final transient List<Place> places;

    /** One thing that is wrong: where, a FHIRPath expression, may be empty; and how to put it right. */
    public record Place(String expression, String fix) {}

    public ExchangeRefusal(ExchangeReason reason, String expression, String fix) {
        this(reason, List.of(new Place(expression, fix)));
    }

    /** @param places at least one */
    public ExchangeRefusal(ExchangeReason reason, List<Place> places) {
        super(places.getFirst().fix());
        this.reason = reason;
        this.places = List.copyOf(places);
    }

    static ExchangeRefusal notYours(String fix) {
        return new ExchangeRefusal(ExchangeReason.NOT_YOURS, "", fix);
    }

    static ExchangeRefusal wrongState(String fix) {
        return new ExchangeRefusal(ExchangeReason.WRONG_STATE, "", fix);
    }

    public ExchangeReason reason() {
        return reason;
    }

    public List<Place> places() {
        return places;
    }
}
