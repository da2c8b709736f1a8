package org.painbridge.server.dispensing.disclosure;

/**
 * One of the two who have a part in a disclosure.
 *
 * @param client by which the person comes
 */
record Party(String client, String person) {

    /** Whether somebody else is behind it; for applications in which many sign in, the person alone may decide. */
    boolean isAnotherThan(Party other, boolean oneClient) {
        return !person.equals(other.person) && (oneClient || !client.equals(other.client));
    }
}
