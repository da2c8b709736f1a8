/** Proves the guide: that it is compiled, whole, and accepts and refuses what its text says. */
@NullMarked
package org.painbridge.profiles;

import org.jspecify.annotations.NullMarked;
