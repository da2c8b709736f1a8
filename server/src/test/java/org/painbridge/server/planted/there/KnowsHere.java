package org.painbridge.server.planted.there;

import org.painbridge.server.planted.here.KnowsThere;

/** The other half. */
public record KnowsHere(KnowsThere other) {}
