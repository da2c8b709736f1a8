package org.painbridge.server.dispensing;

import org.painbridge.server.ServerTest;

@ServerTest
class BelievedIT extends BelievedScenarios {
    @Override
    String plan(String question) {
        return database().sql("explain " + question).query(String.class).single();
    }
}
