/**
 * Records of dispenses as Ontario's Narcotics Monitoring System takes them: what a submission must say, and what is wrong
 * with one, in words that tell the pharmacy what to correct. Limits, formats and texts are data with their sources.
 */
@NullMarked
package org.painbridge.dispensing.nms;

import org.jspecify.annotations.NullMarked;
