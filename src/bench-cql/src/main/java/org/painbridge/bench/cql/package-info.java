/** Measures one rule of the imaging pack beside the same rule in CQL; nothing of it is shipped. */
@NullMarked
package org.painbridge.bench.cql;

import org.jspecify.annotations.NullMarked;
