package org.painbridge.server.bench;

/**
 * One stretch of load on one target. CPU in milliseconds per unit: a resource, or a request that carries one.
 *
 * @param rate units per second
 * @param p99 milliseconds in which 99 of 100 requests were answered
 * @param jitAndGc share of the server's CPU that went to compilation and garbage collection
 * @param foreign cores that anything else on the machine kept busy
 */
record Sample(
        double rate,
        double p50,
        double p99,
        double serverMillis,
        double databaseMillis,
        double clientMillis,
        double jitAndGc,
        double foreign) {}
