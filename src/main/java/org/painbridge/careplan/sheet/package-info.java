/** A plan as a page that a physician files: sections of a few columns, in the words of a language. */
@NullMarked
package org.painbridge.careplan.sheet;

import org.jspecify.annotations.NullMarked;
