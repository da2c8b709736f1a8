package org.painbridge.imaging;

import java.util.Locale;

/** What came of an order, in one word: a category, or why there is none. */
public enum VerdictKind {
    APPROPRIATE,
    MAY_BE_APPROPRIATE,
    NOT_APPROPRIATE,
    NO_CRITERIA_APPLY,
    EMERGENCY,
    NEEDS_DATA,
    NOT_RECOGNISED;

    public static VerdictKind of(ImagingVerdict verdict) {
        return switch (verdict) {
            case ImagingVerdict.Rated rated ->
                switch (rated.category()) {
                    case APPROPRIATE -> APPROPRIATE;
                    case MAY_BE_APPROPRIATE -> MAY_BE_APPROPRIATE;
                    case NOT_APPROPRIATE -> NOT_APPROPRIATE;
                };
            case ImagingVerdict.NoCriteria none -> NO_CRITERIA_APPLY;
            case ImagingVerdict.Emergency emergency -> EMERGENCY;
            case ImagingVerdict.NeedsData needs -> NEEDS_DATA;
            case ImagingVerdict.NotRecognised not -> NOT_RECOGNISED;
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
