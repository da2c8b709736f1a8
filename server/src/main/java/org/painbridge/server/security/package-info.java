/** Who may do what: by the scopes of access tokens, or everybody everything where no issuer is set (SECURITY.md). */
@NullMarked
package org.painbridge.server.security;

import org.jspecify.annotations.NullMarked;
