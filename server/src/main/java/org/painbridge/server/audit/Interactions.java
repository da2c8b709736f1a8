package org.painbridge.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.security.Callers;

/** The request that each thread is at. */
final class Interactions {
    private final Callers callers;
    private final ThreadLocal<@Nullable Interaction> current = new ThreadLocal<>();

    Interactions(Callers callers) {
        this.callers = callers;
    }

    Interaction begin(HttpServletRequest request) {
        Interaction begun = new Interaction(request, callers.of(request).identity());
        current.set(begun);
        return begun;
    }

    /** After another that came within it. */
    void resume(Interaction outer) {
        current.set(outer);
    }

    void end() {
        current.remove();
    }

    Optional<Interaction> current() {
        return Optional.ofNullable(current.get());
    }

    /** Once the sender is known by the token. */
    void signedIn(HttpServletRequest request) {
        current().ifPresent(interaction -> interaction.by(callers.of(request).identity()));
    }

    Agent agent() {
        return current().map(Interaction::agent).orElse(Agent.SERVER);
    }

    void concerns(List<String> patients) {
        current().ifPresent(interaction -> interaction.concerns(patients));
    }
}
