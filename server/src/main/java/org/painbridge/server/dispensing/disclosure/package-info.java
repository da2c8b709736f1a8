/**
 * Disclosures of monitored dispenses to a body that the law lets ask: one person requests for a purpose, another one approves,
 * and what comes of it is one signed package about one named subject; docs/operations/nms-disclose.md.
 */
@NullMarked
package org.painbridge.server.dispensing.disclosure;

import org.jspecify.annotations.NullMarked;
