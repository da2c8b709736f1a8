package org.painbridge.server.security;

/** The settings would leave the server open to a network. */
final class RefusedStart extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedStart(String reason) {
        super(reason);
    }
}
