package org.painbridge.server.dispensing.nms;

import org.hl7.fhir.r4.model.MedicationDispense;

/**
 * One dispense of a submission.
 *
 * @param number place in the request, from 1
 * @param content as it was sent
 */
record Line(int number, MedicationDispense dispense, SubmittedContent content) {}
