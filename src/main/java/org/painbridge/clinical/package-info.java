/** Words every capability shares: codes, sets of codes, patients, evidence, prescribed doses, and the content of the terminology module. */
@NullMarked
package org.painbridge.clinical;

import org.jspecify.annotations.NullMarked;
