package org.painbridge.server.notification;

import static java.util.stream.Collectors.joining;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Subscription;
import org.hl7.fhir.r4.model.Subscription.SubscriptionChannelComponent;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.notification.Wanted.Pace;
import org.painbridge.server.outgoing.AllowedServers;
import org.painbridge.server.outgoing.GuardedResolver;

/** Reads what a Subscription of the Backport profile asks for; whatever would not be honoured is refused. */
final class SubscriptionReader {
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";
    private static final String FILTER = BACKPORT + "filter-criteria";
    private static final String CONTENT = BACKPORT + "payload-content";
    private static final String FHIR_JSON = "application/fhir+json";
    private static final String PLAIN = "text/plain";
    static final int MOST_HEADERS = 5;
    private static final Pattern PARAMETER = Pattern.compile("([^=&]+)=([^&]*)");
    private static final Pattern REFERENCE = Pattern.compile("[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

    private static final Set<String> CONTENTS = Set.of(Wanted.EMPTY, Wanted.ID_ONLY, Wanted.FULL_RESOURCE);

    private final AllowedServers allowed;
    private final AllowedServers agreements;
    private final MailAddresses addresses;
    private final Set<String> privateHosts;
    private final PaceReader paces;
    private final HeaderSeal seal;

    SubscriptionReader(NotificationSettings settings, MailAddresses addresses, HeaderSeal seal) {
        this.seal = seal;
        this.addresses = addresses;
        this.privateHosts = settings.privateHosts();
        this.allowed = settings.allowed();
        this.agreements = settings.agreements();
        this.paces = new PaceReader(settings.answerWithin());
    }

    /** @throws RequestProblem naming the element that cannot be honoured */
    Wanted read(Subscription subscription) {
        Topic topic = Topic.of(String.valueOf(subscription.getCriteria()))
                .orElseThrow(() -> problem(
                        "criteria",
                        "criteria is the canonical of a topic, and no query: "
                                + String.join(", ", Topic.canonicals())));
        if (subscription.hasEnd()) {
            throw problem("end", "A Subscription does not end by itself here: leave end out, and set status to off");
        }
        Map<String, String> filters = filters(subscription.getCriteriaElement(), topic);
        SubscriptionChannelComponent channel = subscription.getChannel();
        Channel way = way(channel);
        String content = content(channel, way);
        String endpoint = endpoint(channel, way);
        boolean agreed =
                !content.equals(Wanted.FULL_RESOURCE) || !endpoint.isEmpty() && agreements.allows(URI.create(endpoint));
        if (!agreed) {
            throw problem(
                    "channel.payload",
                    "full-resource needs an agreement with the receiver, which the operator has to add to"
                            + " painbridge.notifications.full-resource: take id-only, and read the resource");
        }
        return new Wanted(
                topic,
                filters.keySet().stream()
                        .filter(topic::isOwner)
                        .map(filters::get)
                        .findFirst()
                        .orElse(null),
                filters.get(Topic.PATIENT),
                way,
                endpoint,
                headers(channel, way, endpoint),
                content,
                pace(way, channel));
    }

    private static Map<String, String> filters(Element criteria, Topic topic) {
        Map<String, String> filters = new HashMap<>();
        for (Extension extension : criteria.getExtension()) {
            if (!extension.getUrl().equals(FILTER) || !extension.hasValue()) {
                throw problem("criteria", "The only extension that criteria may have is " + FILTER);
            }
            String text = String.valueOf(extension.getValue().primitiveValue());
            String[] parts = text.split("\\?", 2);
            if (parts.length < 2 || !parts[0].equals(topic.type()) || parts[1].isEmpty()) {
                throw filterProblem(topic);
            }
            for (String parameter : parts[1].split("&", -1)) {
                add(filters, parameter, topic);
            }
        }
        return filters;
    }

    private static void add(Map<String, String> filters, String parameter, Topic topic) {
        Matcher matcher = PARAMETER.matcher(parameter);
        boolean known = matcher.matches()
                && topic.filters().contains(matcher.group(1))
                && REFERENCE.matcher(matcher.group(2)).matches();
        if (!known || filters.put(matcher.group(1), matcher.group(2)) != null) {
            throw filterProblem(topic);
        }
    }

    private static RequestProblem filterProblem(Topic topic) {
        return problem(
                "criteria",
                "A filter of this topic is " + topic.type() + "?<parameter>=<Type>/<id>, each parameter once; it has "
                        + String.join(", ", topic.filters()) + ", and neither _filter nor anything else");
    }

    private Pace pace(Channel way, SubscriptionChannelComponent channel) {
        Pace pace = paces.read(channel);
        if (way == Channel.EMAIL && pace.heartbeat() != null) {
            throw problem("channel", "There are no heartbeats by mail");
        }
        return pace;
    }

    private static Channel way(SubscriptionChannelComponent channel) {
        String type = channel.getType() == null ? "" : channel.getType().toCode();
        return Arrays.stream(Channel.values())
                .filter(way -> way.code().equals(type))
                .findFirst()
                .orElseThrow(() -> problem(
                        "channel.type",
                        "The channels here are "
                                + Arrays.stream(Channel.values())
                                        .map(Channel::code)
                                        .collect(joining(", "))));
    }

    private static String content(SubscriptionChannelComponent channel, Channel way) {
        if (channel.getTypeElement().hasExtension()
                || channel.getEndpointElement().hasExtension()) {
            throw problem("channel", "Extensions of type and endpoint are not served");
        }
        String payload = way == Channel.EMAIL ? PLAIN : FHIR_JSON;
        if (channel.getPayload() != null && !channel.getPayload().equals(payload)) {
            throw problem("channel.payload", "The only payload here is " + payload);
        }
        List<Extension> extensions = channel.getPayloadElement().getExtension();
        String content =
                extensions.size() == 1 && extensions.getFirst().getUrl().equals(CONTENT)
                        ? String.valueOf(extensions.getFirst().getValue().primitiveValue())
                        : "";
        if (!CONTENTS.contains(content)) {
            throw problem(
                    "channel.payload",
                    "The payload has one extension, " + CONTENT + ", which is empty or id-only, or full-resource");
        }
        if (way == Channel.EMAIL && !content.equals(Wanted.EMPTY)) {
            throw problem("channel.payload", "A mail says nothing of anybody: its content is empty");
        }
        return content;
    }

    /** Sealed, as they are stored. */
    private List<String> headers(SubscriptionChannelComponent channel, Channel way, String endpoint) {
        if (!channel.hasHeader()) {
            return List.of();
        }
        if (way != Channel.REST_HOOK && way != Channel.MESSAGE) {
            throw problem("channel.header", "Headers are sent with rest-hook and message only");
        }
        if (!seal.isReady()) {
            throw problem(
                    "channel.header",
                    "Headers are secret, and this server cannot keep them so: its operator has to set"
                            + " painbridge.notifications.header-keys");
        }
        String most = "There are at most " + MOST_HEADERS + " headers, each once";
        if (channel.getHeader().size() > MOST_HEADERS) {
            throw problem("channel.header", most);
        }
        List<ChannelHeader> headers = channel.getHeader().stream()
                .map(text -> ChannelHeader.of(String.valueOf(text.getValue())))
                .toList();
        long names = headers.stream()
                .map(header -> header.name().toLowerCase(Locale.ROOT))
                .distinct()
                .count();
        if (names < headers.size()) {
            throw problem("channel.header", most);
        }
        if (headers.stream().anyMatch(header -> seal.open(endpoint, header).isEmpty())) {
            throw problem(
                    "channel.header",
                    "A header that was kept belongs to the endpoint that it was given for: send its value again");
        }
        return headers.stream().map(ChannelHeader::text).toList();
    }

    private String endpoint(SubscriptionChannelComponent channel, Channel way) {
        if (way == Channel.WEBSOCKET) {
            if (channel.hasEndpoint()) {
                throw problem("channel.endpoint", "Who listens by websocket has no endpoint: leave it out");
            }
            return "";
        }
        String endpoint = String.valueOf(channel.getEndpoint());
        if (way == Channel.EMAIL) {
            return address(endpoint);
        }
        if (!AllowedServers.isSafe(endpoint) || endpoint.length() > 2000) {
            throw problem("channel.endpoint", "The endpoint is an https URL without user, query and fragment");
        }
        URI url = URI.create(endpoint);
        boolean secret = url.getScheme().equals("https");
        if (secret && !reachable(url.getHost())) {
            throw problem("channel.endpoint", "The endpoint leads to this machine, or to a private network");
        }
        if (!allowed.allows(url)) {
            throw problem(
                    "channel.endpoint",
                    "This server may not send to that endpoint: its operator has to add it to"
                            + " painbridge.notifications.endpoints");
        }
        return endpoint;
    }

    private String address(String endpoint) {
        if (!addresses.allows(endpoint)) {
            throw problem(
                    "channel.endpoint",
                    "The endpoint is mailto: and one address, in a domain that the operator has added to"
                            + " painbridge.notifications.mail.domains");
        }
        return endpoint;
    }

    /** Of an address; where a name leads to is looked at when the connection is made. */
    private boolean reachable(String host) {
        if (!ADDRESS.matcher(host).matches()) {
            return true;
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            return privateHosts.contains(host.replaceAll("[\\[\\]]", ""))
                    ? !GuardedResolver.isOfThisMachine(address)
                    : !GuardedResolver.isPrivate(address);
        } catch (UnknownHostException e) { // No address that could be connected to.
            return false;
        }
    }

    static RequestProblem problem(String element, String message) {
        return new RequestProblem(ErrorCode.UNSUPPORTED_SUBSCRIPTION, "Subscription." + element, message);
    }
}
