/**
 * Notifications of FHIR Subscriptions (R5 Backport guide, R4): what happened is noted in the transaction of the change and sent
 * afterwards by whichever node takes it up. docs/notifications.md says what is served.
 */
@NullMarked
package org.painbridge.server.notification;

import org.jspecify.annotations.NullMarked;
