package org.painbridge.server.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** As much of SMTP as a mail needs: keeps what it takes, or takes nothing. */
final class MailRelay implements AutoCloseable {
    private final ServerSocket server;
    private final boolean takes;
    private final List<String> mails = new CopyOnWriteArrayList<>();

    MailRelay(boolean takes) throws IOException {
        this.takes = takes;
        this.server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    List<String> mails() {
        return List.copyOf(mails);
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException e) { // The end, or a client that has gone.
                Thread.onSpinWait();
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = socket.getOutputStream();
        say(out, "220 relay.example");
        String line = in.readLine();
        while (line != null) {
            String word = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
            switch (word) {
                case "RCPT" -> say(out, takes ? "250 ok" : "550 no such " + line);
                case "DATA" -> {
                    say(out, "354 go on");
                    mails.add(mail(in));
                    say(out, "250 taken");
                }
                case "QUIT" -> say(out, "221 bye");
                default -> say(out, "250 ok");
            }
            line = word.equals("QUIT") ? null : in.readLine();
        }
    }

    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            mail.append(line).append('\n');
        }
        return mail.toString();
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
