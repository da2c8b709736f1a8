package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.BooleanSupplier;

/** How much the sender of a request may still ask for; {@link RateLimit} knows. */
public final class Allowance {
    private static final String KEY = Allowance.class.getName();
    private static final Allowance UNLIMITED = new Allowance(() -> true);

    private final BooleanSupplier one;

    private Allowance(BooleanSupplier one) {
        this.one = one;
    }

    /** Whether one more request, sent within this one, is within the limit; it counts from then on. */
    public boolean takeOne() {
        return one.getAsBoolean();
    }

    public static Allowance of(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof Allowance allowance ? allowance : UNLIMITED;
    }

    static void set(HttpServletRequest request, BooleanSupplier one) {
        request.setAttribute(KEY, new Allowance(one));
    }
}
