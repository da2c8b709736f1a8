/**
 * The rules over all stored dispenses at once: as a check of what was found one by one, and as files for trends. A run keeps no
 * finding of its own: those on record are the record.
 */
@NullMarked
package org.painbridge.server.dispensing.population;

import org.jspecify.annotations.NullMarked;
