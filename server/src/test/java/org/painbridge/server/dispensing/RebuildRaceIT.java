package org.painbridge.server.dispensing;

import org.painbridge.server.ServerTest;

@ServerTest
class RebuildRaceIT extends RebuildRaceScenarios {
    @Override
    boolean isWaiting(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING;
    }
}
