/**
 * Bulk Data Access ({@code $export}): jobs in the database that any node can take up at any time, files in the database that
 * any node can serve. docs/operations/export.md says what is served.
 */
@NullMarked
package org.painbridge.server.export;

import org.jspecify.annotations.NullMarked;
