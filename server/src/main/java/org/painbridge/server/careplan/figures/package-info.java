/** How long care plans take and what becomes of them, in figures by period and organization. Small counts are withheld. */
@NullMarked
package org.painbridge.server.careplan.figures;

import org.jspecify.annotations.NullMarked;
