/**
 * The FHIR store: current and past versions of resources as the JSON that is served, with search indexes taken from the
 * R4 search parameter definitions, on H2 and PostgreSQL. Everything one request changes commits in one transaction.
 */
@NullMarked
package org.painbridge.server.store;

import org.jspecify.annotations.NullMarked;
