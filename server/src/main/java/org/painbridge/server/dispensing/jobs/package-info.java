/** Work that is answered later: a row of the database for each job, run by one thread of a node, its files kept for a while. */
@NullMarked
package org.painbridge.server.dispensing.jobs;

import org.jspecify.annotations.NullMarked;
