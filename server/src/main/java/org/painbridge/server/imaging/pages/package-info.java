/** The guideline as pages that people read: made from the rules themselves, so that they say what the rules do. */
@NullMarked
package org.painbridge.server.imaging.pages;

import org.jspecify.annotations.NullMarked;
