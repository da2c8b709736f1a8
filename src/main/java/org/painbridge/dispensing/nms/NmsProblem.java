package org.painbridge.dispensing.nms;

import java.util.Optional;
import org.painbridge.dispensing.BilingualText;

/**
 * One thing that is wrong, or odd, with a transaction.
 *
 * @param refuses whether nothing is stored because of it; else it is told beside the answer
 * @param expression where, as FHIRPath; may be empty
 * @param text what is wrong and how to put it right, without any patient data
 * @param nms response code of Ontario's Narcotics Monitoring System, where one is known
 * @param dhdr error code of Ontario's Digital Health Drug Repository, where it has one for this
 */
public record NmsProblem(
        NmsReason reason,
        boolean refuses,
        String expression,
        BilingualText text,
        Optional<String> nms,
        Optional<String> dhdr) {}
