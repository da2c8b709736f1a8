package org.painbridge.server.audit;

import java.util.List;

/** The kinds of entries: codes of FHIR's restful interactions, and those that the trail has of itself. */
final class AuditKinds {
    static final List<String> ALL = List.of(
            "read",
            "vread",
            "history-instance",
            "history-type",
            "history-system",
            "search-type",
            "search-system",
            "create",
            "update",
            "patch",
            "delete",
            "transaction",
            "operation",
            AuditEntry.BREAK_GLASS,
            AuditEntry.CHECKPOINT,
            AuditEntry.RETENTION);

    private AuditKinds() {}

    /** Code of AuditEvent.action. */
    static String action(String kind) {
        return switch (kind) {
            case "create" -> "C";
            case "read", "vread", "history-instance", "history-type", "history-system" -> "R";
            case "update", "patch" -> "U";
            case "delete" -> "D";
            default -> "E";
        };
    }

    static boolean isOfTrail(String kind) {
        return kind.equals(AuditEntry.CHECKPOINT) || kind.equals(AuditEntry.RETENTION);
    }
}
