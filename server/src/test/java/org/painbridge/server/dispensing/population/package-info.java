@NullMarked
package org.painbridge.server.dispensing.population;

import org.jspecify.annotations.NullMarked;
