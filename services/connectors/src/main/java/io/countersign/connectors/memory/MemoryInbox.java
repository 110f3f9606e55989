package io.countersign.connectors.memory;

import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import io.countersign.connectors.spi.conversation.PressSeal;
import io.countersign.domain.Digest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An inbox whose deliveries are made here. A delivery is signed with a word that only this inbox
 * knows; its body names the request, which never leaves memory.
 */
public final class MemoryInbox implements ConversationInbox {
  /** The headers of a delivery. */
  public static final String SIGNATURE = "memory-signature";

  public static final String TIMESTAMP = "memory-timestamp";
  private static final Duration WINDOW = Duration.ofSeconds(300);

  /** What is sent to where the chat's deliveries go. */
  public record Delivery(Map<String, String> headers, byte[] body) {
    public Delivery {
      headers = Map.copyOf(headers);
    }
  }

  private final Map<String, ConversationRequest> requests = new HashMap<>();
  private final AtomicReference<Optional<Desk>> desk = new AtomicReference<>(Optional.empty());
  private final AtomicLong said = new AtomicLong();

  MemoryInbox() {}

  /** A delivery of a request, signed at a time. */
  public synchronized Delivery deliver(ConversationRequest request, Instant at) {
    var body = "delivery-" + (requests.size() + 1);
    requests.put(body, request);
    var timestamp = String.valueOf(at.getEpochSecond());
    return new Delivery(
        Map.of(TIMESTAMP, timestamp, SIGNATURE, signature(timestamp, body)),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** A request over the connection of our own: what the desk answers, if anybody listens. */
  public Optional<ConversationReply> say(ConversationRequest request) {
    return say("envelope-" + said.incrementAndGet(), request);
  }

  /** The same under a name by which it may be delivered once more. */
  public Optional<ConversationReply> say(String delivery, ConversationRequest request) {
    return desk.get().map(it -> it.hear(delivery, request));
  }

  @Override
  public Authenticity authenticate(Map<String, String> headers, byte[] body, Instant now) {
    var timestamp = headers.getOrDefault(TIMESTAMP, "");
    var signature = headers.getOrDefault(SIGNATURE, "");
    if (!timestamp.matches("\\d{1,12}") || signature.isEmpty()) {
      return new Authenticity.Forged("SIGNATURE_MISSING", "no signature or no timestamp");
    }
    var skew = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(timestamp)));
    if (skew.abs().compareTo(WINDOW) > 0) {
      return new Authenticity.Forged("TIMESTAMP_STALE", "off by " + skew.toSeconds() + " s");
    }
    return MessageDigest.isEqual(
            signature.getBytes(StandardCharsets.UTF_8),
            signature(timestamp, new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8))
        ? new Authenticity.Authentic(digest(timestamp + signature), skew.toMillis())
        : new Authenticity.Forged("SIGNATURE_WRONG", "signed by somebody else");
  }

  @Override
  public synchronized Reading read(Map<String, String> headers, byte[] body) {
    var request = requests.get(new String(body, StandardCharsets.UTF_8));
    return request == null ? new Reading.Unreadable("no such delivery") : new Reading.Read(request);
  }

  @Override
  public WireReply render(ConversationReply reply, ConversationRequest to) {
    return switch (reply) {
      case ConversationReply.Received _ -> new WireReply(200, "", "");
      case ConversationReply.Private(var text) ->
          carries(reply, to) ? new WireReply(200, "text/plain", text) : new WireReply(200, "", "");
      case ConversationReply.Corrections(var byField) ->
          new WireReply(200, "text/plain", byField.toString());
      case ConversationReply.Proof(var challenge) -> new WireReply(200, "text/plain", challenge);
    };
  }

  @Override
  public boolean carries(ConversationReply reply, ConversationRequest to) {
    return !(reply instanceof ConversationReply.Private)
        || to instanceof ConversationRequest.Commanded
        || to instanceof ConversationRequest.Submitted;
  }

  @Override
  public AutoCloseable listen(Desk listener) {
    desk.set(Optional.of(listener));
    return () -> desk.set(Optional.empty());
  }

  /** By a secret that every inbox in memory has. */
  @Override
  public List<byte[]> seals(byte[] content) {
    return PressSeal.of(List.of(SIGNATURE.getBytes(StandardCharsets.UTF_8)), content);
  }

  private String signature(String timestamp, String body) {
    return digest(System.identityHashCode(this) + ":" + timestamp + ":" + body);
  }

  private static String digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
  }
}
