package org.painbridge.server.imaging.cdshooks;

/** Takes in what clients tell of cards. */
final class FeedbackBox {
    private final FeedbackReader reader;
    private final FeedbackTable table;

    FeedbackBox(FeedbackReader reader, FeedbackTable table) {
        this.reader = reader;
        this.table = table;
    }

    /** @throws org.painbridge.server.fhirserver.RequestProblem where any of it is faulty; then none is kept */
    void take(byte[] body, String client) {
        table.add(reader.read(body), client);
    }
}
