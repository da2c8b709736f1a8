/** The audit trail (docs/audit.md): who asked for what about whom, in rows that nobody changes unnoticed. */
@NullMarked
package org.painbridge.server.audit;

import org.jspecify.annotations.NullMarked;
