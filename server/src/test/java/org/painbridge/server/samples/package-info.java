/** The sample clinic: tables under server/samples/source become the bundles under server/samples. */
@NullMarked
package org.painbridge.server.samples;

import org.jspecify.annotations.NullMarked;
