package org.painbridge.server.notification;

import java.io.IOException;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;

/** Brings messages of one channel to their receivers. */
@FunctionalInterface
interface Way {

    /**
     * Runs on a thread that may be interrupted, so it touches no database.
     *
     * @param bundle the message as the guide has it
     * @return why the receiver does not have it, quoting nothing of it; empty if it has
     */
    Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) throws IOException;

    /** Nothing is sent any more. */
    default void end() throws IOException {}
}
