package org.painbridge.planted;

import org.painbridge.dispensing.Din;

/** A capability that imports another. */
public record KnowsAnotherCapability(Din din) {}
