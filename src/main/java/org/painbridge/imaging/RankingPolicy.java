package org.painbridge.imaging;

import java.util.List;
import java.util.Set;
import org.painbridge.clinical.Code;

/**
 * How alternatives of one category are put in order.
 *
 * @param modalities groups of modalities, preferred first
 * @param radiation levels of the scale, least first
 */
public record RankingPolicy(List<Set<String>> modalities, List<Code> radiation) {
    public RankingPolicy {
        modalities = List.copyOf(modalities);
        radiation = List.copyOf(radiation);
    }

    int modalityTier(String modality) {
        for (int tier = 0; tier < modalities.size(); tier++) {
            if (modalities.get(tier).contains(modality)) {
                return tier;
            }
        }
        return modalities.size();
    }

    int radiationRank(Code level) {
        int rank = radiation.indexOf(level);
        return rank < 0 ? radiation.size() : rank;
    }
}
