package org.painbridge.server.planted;

import org.springframework.context.ApplicationContext;

/** A store that asks Spring for what it needs. */
public record KnowsSpring(ApplicationContext context) {}
