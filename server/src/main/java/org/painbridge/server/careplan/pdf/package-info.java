/** Puts the sheet of a care plan on paper: XHTML by a style sheet, and PDF with fonts of its own. */
@NullMarked
package org.painbridge.server.careplan.pdf;

import org.jspecify.annotations.NullMarked;
