/**
 * CDS Hooks 2.0 for imaging orders (docs/operations/cds-hooks.md). A call goes through HooksController, ClientTrust (who
 * asks), CallReader (what was asked), ChartReader (what is known of the patient), OrderAssessor (the decision) and HookAnswer
 * (cards and system actions). Our failure never stops an order: ImagingHook answers it with no cards.
 */
@NullMarked
package org.painbridge.server.imaging.cdshooks;

import org.jspecify.annotations.NullMarked;
