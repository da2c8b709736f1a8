/** Narcotics monitoring over FHIR: every dispense checked in the transaction that stores it, and {@code Patient/$mme}. */
@NullMarked
package org.painbridge.server.dispensing;

import org.jspecify.annotations.NullMarked;
