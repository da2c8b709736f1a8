/**
 * FHIR packages that a site installs ({@code ImplementationGuide/$install}): their profiles, code systems, value sets and
 * concept maps serve validation and terminology as those of the guide do. docs/operations/install.md says what is taken.
 */
@NullMarked
package org.painbridge.server.packages;

import org.jspecify.annotations.NullMarked;
