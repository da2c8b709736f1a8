/**
 * One living care plan between a pain specialist and a family physician. Here: the push of a plan, from the check of its
 * resource graph and the choice of the recipient to the review task that the recipient answers. The caller brings the
 * stored facts (through {@link org.painbridge.careplan.Directory}) and the moment of receipt.
 */
@NullMarked
package org.painbridge.careplan;

import org.jspecify.annotations.NullMarked;
