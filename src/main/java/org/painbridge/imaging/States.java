package org.painbridge.imaging;

import java.util.Arrays;

/** The states of the facts that decide under a plan, as a key. Holds no more than that. */
final class States {
    /** Said to be met, but not known to apply. */
    private static final byte PROVISIONAL = 3;

    private final byte[] values;
    private final int hash;

    private States(byte[] values) {
        this.values = values;
        this.hash = Arrays.hashCode(values);
    }

    static States of(int[] watched, byte[] found, byte[] facts) {
        byte[] values = new byte[watched.length];
        for (int number = 0; number < values.length; number++) {
            int fact = watched[number];
            boolean provisional = facts[fact] == Kleene.UNKNOWN && found[fact] == Kleene.YES;
            values[number] = provisional ? PROVISIONAL : facts[fact];
        }
        return new States(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof States states && Arrays.equals(values, states.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
