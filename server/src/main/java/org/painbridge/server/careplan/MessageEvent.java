package org.painbridge.server.careplan;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The events of Ontario's eReferral messages that are taken, named as that guide names them. */
enum MessageEvent {
    ADD_SERVICE_REQUEST("ServiceRequest"),
    NOTIFY_UPDATE_SERVICE_REQUEST("ServiceRequest"),
    NOTIFY_DATA_CORRECTION("ServiceRequest"),
    REVOKE_SERVICE_REQUEST("ServiceRequest"),
    NOTIFY_ADD_PROCESS_REQUEST("Task"),
    NOTIFY_UPDATE_PROCESS_REQUEST("Task"),
    NOTIFY_ADD_APPOINTMENT("Appointment"),
    NOTIFY_UPDATE_APPOINTMENT("Appointment"),
    SEND_COMMUNICATION("Communication"),
    SEND_COMMUNICATION_FROM_REQUESTER("Communication"),
    SEND_COMMUNICATION_FROM_PROVIDER("Communication");

    private final String focus;

    MessageEvent(String focus) {
        this.focus = focus;
    }

    static Optional<MessageEvent> of(String code) {
        return Arrays.stream(values())
                .filter(event -> event.code().equals(code))
                .findFirst();
    }

    static String codes() {
        return Arrays.stream(values()).map(MessageEvent::code).collect(Collectors.joining(", "));
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether something new comes with it, rather than news of what is here. */
    boolean creates() {
        return this == ADD_SERVICE_REQUEST || this == NOTIFY_ADD_APPOINTMENT || focus.equals("Communication");
    }

    /** The type of resource that the message is about. */
    String focus() {
        return focus;
    }
}
