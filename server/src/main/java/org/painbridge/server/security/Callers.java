package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;

/** Who sent a request. */
@FunctionalInterface
public interface Callers {
    Caller of(HttpServletRequest request);
}
