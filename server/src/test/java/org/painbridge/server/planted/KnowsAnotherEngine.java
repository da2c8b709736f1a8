package org.painbridge.server.planted;

import org.painbridge.dispensing.Din;

/** A capability that uses the engine of another. */
public record KnowsAnotherEngine(Din din) {}
