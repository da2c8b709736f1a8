package org.painbridge.dispensing;

/** Why a dispense has no figure in morphine equivalents. This is not a figure of zero. */
public record NotComputable(Why why, String detail) {
    public enum Why {
        PRODUCT_UNKNOWN("product-unknown"),
        QUANTITY_UNKNOWN("quantity-unknown"),
        DAYS_SUPPLY_UNKNOWN("days-supply-unknown"),
        UNIT_UNKNOWN("unit-unknown"),
        NO_FACTOR("no-factor"),
        DAY_UNKNOWN("day-unknown"),
        HAND_OVER_UNKNOWN("hand-over-unknown"),
        LINKED_RECORD("linked-record");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
