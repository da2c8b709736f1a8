@NullMarked
package org.painbridge.dispensing.trends;

import org.jspecify.annotations.NullMarked;
