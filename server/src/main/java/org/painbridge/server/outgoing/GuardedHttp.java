package org.painbridge.server.outgoing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Requests to servers of others: no redirects, no cookies, no proxy, no unpacking, a limit of size. Times are those of a
 * connection and of each read; who needs a limit for the whole interrupts.
 */
public final class GuardedHttp implements AutoCloseable {
    private static final int CONNECTIONS_EACH = 20;
    private static final int CONNECTIONS = 100;

    private final long mostBytes;
    private final CloseableHttpClient client;

    public GuardedHttp(Duration timeout, long mostBytes, DnsResolver names) {
        this.mostBytes = mostBytes;
        Timeout limit = Timeout.of(timeout);
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(names)
                        .setMaxConnPerRoute(CONNECTIONS_EACH)
                        .setMaxConnTotal(CONNECTIONS)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(limit)
                                .setSocketTimeout(limit)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(limit)
                        .setResponseTimeout(limit)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .setUserAgent("PainBridge")
                .build();
    }

    @SuppressWarnings("ArrayRecordComponent") // Bytes on their way to a parser; nobody compares these records.
    public record Response(int status, byte[] body) {}

    /** @param bearer the token to send; null for none */
    public Response get(URI url, String accept, @Nullable String bearer) throws IOException {
        HttpGet get = new HttpGet(url);
        get.setHeader("Accept", accept);
        if (bearer != null) {
            get.setHeader("Authorization", "Bearer " + bearer);
        }
        return client.execute(get, this::read);
    }

    /**
     * Of the answer only the status is read; a connection with more on it is closed.
     *
     * @param type of the body
     * @param headers that the receiver has asked for
     */
    public int post(URI url, ContentType type, byte[] body, Map<String, String> headers) throws IOException {
        HttpPost post = new HttpPost(url);
        headers.forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(body, type));
        return client.execute(post, response -> {
            response.setEntity(null); // Else the client would read it to its end.
            return response.getCode();
        });
    }

    private Response read(ClassicHttpResponse response) throws IOException {
        if (response.getEntity() == null) {
            return new Response(response.getCode(), new byte[0]);
        }
        try (InputStream content = response.getEntity().getContent()) {
            byte[] body = content.readNBytes((int) mostBytes + 1);
            if (body.length > mostBytes) {
                throw new IOException("The answer is larger than " + mostBytes + " bytes");
            }
            return new Response(response.getCode(), body);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
