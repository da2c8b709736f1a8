/**
 * Sample data: loads the clinic of our own making into an empty store, derives Canadian dispenses from what Synthea
 * writes, and posts folders of bundles to a server.
 */
@NullMarked
package org.painbridge.server.samples;

import org.jspecify.annotations.NullMarked;
