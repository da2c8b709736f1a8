/** Who may see what. Until there is a sign-in, everybody everything (SECURITY.md). */
@NullMarked
package org.painbridge.server.security;

import org.jspecify.annotations.NullMarked;
