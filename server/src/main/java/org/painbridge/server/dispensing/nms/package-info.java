/** Transactions of pharmacies as FHIR operations: submit, reverse, inquire, dry run, history; docs/operations/nms-submit.md. */
@NullMarked
package org.painbridge.server.dispensing.nms;

import org.jspecify.annotations.NullMarked;
