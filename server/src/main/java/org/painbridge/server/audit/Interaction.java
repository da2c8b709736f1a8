package org.painbridge.server.audit;

import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.security.Caller.Identity;
import org.painbridge.server.security.RequestIds;

/** One request, and what is known of it so far. */
final class Interaction {
    private static final int LONGEST_CLIENT = 200;
    private static final int LONGEST_PERSON = 400;
    private static final int FIRST_REFUSAL = 400;
    private static final int MOST_OF_REFUSED = 10;
    /** Patients whom a bundle may name, besides those of whom it is told. */
    private static final int MOST_NAMED = 10_000;

    private final HttpServletRequest request;
    private Identity identity;
    private @Nullable ServletRequestDetails details;
    private final Set<String> patients = new LinkedHashSet<>();
    private final List<AuditEntry> entries = new ArrayList<>();
    private @Nullable String note;
    private int left = MOST_NAMED;
    private boolean written;
    private boolean recorded;

    Interaction(HttpServletRequest request, Identity identity) {
        this.request = request;
        this.identity = identity;
    }

    void by(Identity caller) {
        identity = caller;
    }

    void is(ServletRequestDetails asked) {
        details = asked;
    }

    void concerns(Collection<String> more) {
        patients.addAll(more);
    }

    void note(String text) {
        note = text;
    }

    /** Those whom a request names, as far as they make rows: many a search that is answered may, few a refusal. */
    List<String> named(Collection<String> all, int status) {
        List<String> some = all.stream()
                .limit(Math.min(left, status >= FIRST_REFUSAL ? MOST_OF_REFUSED : NamedPatients.MOST))
                .toList();
        left -= some.size();
        return some;
    }

    /** Of an entry of a bundle. */
    void add(AuditEntry entry) {
        entries.add(entry);
    }

    /** What came within it as a request of its own, and how that is answered. */
    void holds(Interaction other, int status) {
        entries.addAll(other.rest(status));
        written |= other.written;
    }

    /** Something that it wrote is committed, with the entries of that. */
    void written() {
        written = true;
    }

    boolean isRecorded() {
        return recorded;
    }

    void recorded() {
        recorded = true;
    }

    Agent agent() {
        String person = identity.person();
        String id = details == null ? RequestIds.of(request) : details.getRequestId();
        return new Agent(
                AuditEntry.clean(identity.client(), LONGEST_CLIENT),
                person == null ? null : AuditEntry.clean(person, LONGEST_PERSON),
                AuditEntry.clean(request.getRemoteAddr(), 64),
                id == null ? null : AuditEntry.clean(id, LONGEST_CLIENT));
    }

    /** What is yet to be recorded, once it is known how it is answered. */
    List<AuditEntry> rest(int status) {
        RequestLine line = new RequestLine(request, details);
        boolean refused = status >= FIRST_REFUSAL;
        boolean byEntries = written || !entries.isEmpty();
        if (byEntries && !refused && line.isWrite()) {
            return entries;
        }
        Set<String> all = new LinkedHashSet<>(patients);
        all.addAll(named(line.patients(), status));
        return List.of(new AuditEntry(
                line.kind(),
                status,
                agent(),
                line.target(),
                refused || line.saysMore() || note != null || identity.behalf() != null ? text(line) : null,
                List.copyOf(all)));
    }

    private String text(RequestLine line) {
        String behalf = behalf();
        String text = line.text() + (note == null ? "" : " " + note) + (behalf == null ? "" : " " + behalf);
        return AuditEntry.clean(text, AuditEntry.LONGEST_QUERY);
    }

    /** In whose name the sender acts; null for the own. */
    @Nullable
    String behalf() {
        String behalf = identity.behalf();
        return behalf == null ? null : AuditEntry.clean(behalf, LONGEST_PERSON);
    }
}
