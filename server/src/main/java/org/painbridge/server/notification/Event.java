package org.painbridge.server.notification;

import java.time.Instant;

/** @param focus {@code Type/id} of what it is about */
record Event(long number, Instant at, String focus) {}
