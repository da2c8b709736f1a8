/** Tests of the dispensing capability: doses by hand, rules at their edges, laws on seeded cases. */
@NullMarked
package org.painbridge.dispensing;

import org.jspecify.annotations.NullMarked;
