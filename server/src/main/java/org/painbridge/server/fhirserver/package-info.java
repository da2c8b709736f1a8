/** HAPI's RestfulServer over the store: FHIR REST, bundles, answers as stored bytes, and errors as OperationOutcome. */
@NullMarked
package org.painbridge.server.fhirserver;

import org.jspecify.annotations.NullMarked;
