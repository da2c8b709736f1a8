package org.painbridge.server.export;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An export and how far it is.
 *
 * @param asOf the moment whose state of the data is exported
 * @param changed when it last got further, or ended
 * @param typesDone how many types are done
 * @param position the number of the last resource looked at of the next type
 * @param resources how many are exported
 * @param problem why it failed; null where it did not
 */
record ExportJob(
        String id,
        State state,
        Instant asOf,
        Instant changed,
        ExportDefinition definition,
        int typesDone,
        long position,
        long resources,
        @Nullable String problem) {

    enum State {
        OPEN,
        COMPLETED,
        FAILED,
        /** By the client; what it left is taken away by and by. */
        CANCELLED
    }

    static ExportJob begin(String id, Instant asOf, ExportDefinition definition) {
        return new ExportJob(id, State.OPEN, asOf, asOf, definition, 0, 0, 0, null);
    }

    /** The type that is exported next. */
    String type() {
        return definition.types().get(typesDone);
    }

    /** @param more whether anything of the type is left behind the position */
    ExportJob advanced(Instant now, int exported, long reached, boolean more) {
        int done = more ? typesDone : typesDone + 1;
        State next = done == definition.types().size() ? State.COMPLETED : State.OPEN;
        return new ExportJob(id, next, asOf, now, definition, done, more ? reached : 0, resources + exported, null);
    }

    ExportJob failed(Instant now, String why) {
        return new ExportJob(id, State.FAILED, asOf, now, definition, typesDone, position, resources, why);
    }
}
