/** Dispenses, findings and morphine equivalents as FHIR R4: reads MedicationDispense, writes DetectedIssue and Parameters. */
@NullMarked
package org.painbridge.dispensing.fhir;

import org.jspecify.annotations.NullMarked;
