package org.painbridge.server.imaging.cdshooks;

import java.util.List;

/**
 * The draft orders of a call.
 *
 * @param orders the ServiceRequests that the call is about
 * @param notes about the others
 */
record DraftOrders(List<DraftOrder> orders, List<Note> notes) {
    static final DraftOrders NONE = new DraftOrders(List.of(), List.of());
}
