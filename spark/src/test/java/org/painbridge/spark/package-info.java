@NullMarked
package org.painbridge.spark;

import org.jspecify.annotations.NullMarked;
