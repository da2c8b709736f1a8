/** The deployable: Spring Boot, HAPI's RestfulServer and the lean FHIR store around the domain library. */
@NullMarked
package org.painbridge.server;

import org.jspecify.annotations.NullMarked;
