/** What came of decisions, in figures: for a practitioner, an organization, or all. Cells that are too small are withheld. */
@NullMarked
package org.painbridge.server.imaging.report;

import org.jspecify.annotations.NullMarked;
