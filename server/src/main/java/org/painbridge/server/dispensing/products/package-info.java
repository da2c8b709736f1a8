/**
 * Which table of products counts: the one that ships with PainBridge or a site's own, and how a site makes its own of Health
 * Canada's extract, by {@code make products} or {@code $import-products}.
 */
@NullMarked
package org.painbridge.server.dispensing.products;

import org.jspecify.annotations.NullMarked;
