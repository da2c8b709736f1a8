/** Transactions of a pharmacy in FHIR: MedicationDispense to submission, problems to OperationOutcome. */
@NullMarked
package org.painbridge.dispensing.nms.fhir;

import org.jspecify.annotations.NullMarked;
