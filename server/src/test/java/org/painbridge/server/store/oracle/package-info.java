/**
 * The proof of the search: {@link org.painbridge.server.store.oracle.SearchOracle} answers searches from resources in
 * memory, by the text of FHIR R4 and without a line of the store; random charts and questions are put to both.
 */
@NullMarked
package org.painbridge.server.store.oracle;

import org.jspecify.annotations.NullMarked;
