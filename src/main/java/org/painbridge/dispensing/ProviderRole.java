package org.painbridge.dispensing;

/** Which party of a dispense is told apart. */
enum ProviderRole {
    PRESCRIBER,
    PHARMACY
}
