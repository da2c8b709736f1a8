package org.painbridge.server.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.fhirserver.CallLog;

/** An entry for each call, before it is answered. */
final class CallJournal implements CallLog {
    private static final int LONGEST_CLIENT = 200;
    private static final int LONGEST_ADDRESS = 64;
    private static final int ANSWERED = 200;

    private final AuditLog log;

    CallJournal(AuditLog log) {
        this.log = log;
    }

    @Override
    public void called(String client, HttpServletRequest request, List<String> patients) {
        Agent agent = new Agent(
                AuditEntry.clean(client, LONGEST_CLIENT),
                null,
                AuditEntry.clean(request.getRemoteAddr(), LONGEST_ADDRESS),
                null);
        String line = request.getMethod() + " " + request.getRequestURI();
        log.append(List.of(new AuditEntry(
                "operation", ANSWERED, agent, "", AuditEntry.clean(line, AuditEntry.LONGEST_QUERY), patients)));
    }
}
