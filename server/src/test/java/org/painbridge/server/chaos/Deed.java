package org.painbridge.server.chaos;

/**
 * One write that a client sent.
 *
 * @param key in the ids and identifiers of what it writes; no other deed has it
 * @param group whose common Task a transaction updates
 * @param status of the answer; 0 if there was none
 */
record Deed(Kind kind, String key, String group, int status) {
    enum Kind {
        /** Creates Patient, Observation (if it is not there yet) and MedicationDispense, and updates the Task of the group. */
        TRANSACTION,
        /** POST of an Observation. */
        CREATE,
        /** PUT of an Observation. */
        UPDATE
    }

    boolean acknowledged() {
        return status >= 200 && status < 300;
    }
}
