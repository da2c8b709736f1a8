/** Prints pages of XHTML, for every capability that has something for paper. */
@NullMarked
package org.painbridge.server.pdf;

import org.jspecify.annotations.NullMarked;
