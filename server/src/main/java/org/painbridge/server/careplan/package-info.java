/** Care-plan exchange over FHIR: {@code CarePlan/$push} and what it needs from the store. */
@NullMarked
package org.painbridge.server.careplan;

import org.jspecify.annotations.NullMarked;
