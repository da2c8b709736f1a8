package org.painbridge.server.planted.here;

import org.painbridge.server.planted.there.KnowsHere;

/** One half of a cycle of packages. */
public record KnowsThere(KnowsHere other) {}
