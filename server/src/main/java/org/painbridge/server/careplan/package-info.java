/** Care-plan exchange over FHIR: {@code CarePlan/$push}, the operations on what was pushed, and what they need from the store. */
@NullMarked
package org.painbridge.server.careplan;

import org.jspecify.annotations.NullMarked;
