/** What patients withhold of their records: breaking the glass, and the notices about both. The store keeps to it. */
@NullMarked
package org.painbridge.server.consent;

import org.jspecify.annotations.NullMarked;
