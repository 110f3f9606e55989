package io.countersign.connectors.slack;

import com.google.gson.JsonElement;
import com.slack.api.Slack;
import com.slack.api.socket_mode.SocketModeClient;
import com.slack.api.socket_mode.request.SocketModeEnvelope;
import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.Secret;
import io.countersign.connectors.spi.Secrets;
import io.countersign.connectors.spi.conversation.ConversationInbox.WireReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A connection of our own to Slack, over which people's answers come. It's opened again whenever it
 * ends, and tried again where it can't be opened.
 */
final class SlackSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SlackSocket.class);
  private static final long RETRY_SECONDS = 5;

  /**
   * A decision about a request.
   *
   * @param reply as it's acknowledged
   * @param after what is still to be said, after the acknowledgement left
   */
  record Decided(WireReply reply, Runnable after) {}

  /** The parts of Socket Mode that we heed, and how each is read. */
  private interface Reader {
    ConversationRequest read(JsonElement payload);
  }

  private final SlackSettings settings;
  private final String appToken;
  private final Slack slack;
  private final BiFunction<String, ConversationRequest, Decided> desk;
  private final ScheduledExecutorService retries =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("slack-socket").factory());
  private @Nullable SocketModeClient client;
  private boolean closed;

  private SlackSocket(
      SlackSettings settings,
      String appToken,
      Slack slack,
      BiFunction<String, ConversationRequest, Decided> desk) {
    this.settings = settings;
    this.appToken = appToken;
    this.slack = slack;
    this.desk = desk;
  }

  /** Begins to connect; returns at once. */
  static SlackSocket open(
      SlackSettings settings,
      String appToken,
      Slack slack,
      BiFunction<String, ConversationRequest, Decided> desk) {
    var socket = new SlackSocket(settings, appToken, slack, desk);
    socket.retries.execute(socket::connect);
    return socket;
  }

  private void connect() {
    try {
      if (Secrets.resolve(appToken) instanceof Outcome.Ok<Secret>(var token)) {
        start(slack.socketMode(token.reveal(), SocketModeClient.Backend.JavaWebSocket));
        return;
      }
      LOG.warn("{}: the app token can't be read; trying again", settings.name());
    } catch (IOException | RuntimeException e) {
      // Its message may hold the address, whose ticket is a secret.
      LOG.warn("{}: no socket: {}; trying again", settings.name(), e.getClass().getSimpleName());
    }
    var _ = retries.schedule(this::connect, RETRY_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void start(SocketModeClient made) throws IOException {
    var url = made.getWssUri();
    if (closed || !isSafe(url.getScheme())) {
      made.close();
      LOG.warn("{}: the socket's address isn't wss", settings.name());
      return;
    }
    made.setAutoReconnectEnabled(true);
    made.addInteractiveEnvelopeListener(it -> take(made, it, SlackSocket::interactive));
    made.addSlashCommandsEnvelopeListener(it -> take(made, it, SlackSocket::command));
    made.addEventsApiEnvelopeListener(it -> take(made, it, SlackSocket::event));
    made.connect();
    client = made;
  }

  private boolean isSafe(@Nullable String scheme) {
    return "wss".equals(scheme) || SettingForm.isLoopback(settings.apiUrl());
  }

  private void take(SocketModeClient from, SocketModeEnvelope envelope, Reader reader) {
    try {
      var decided = desk.apply(envelope.getEnvelopeId(), reader.read(envelope.getPayload()));
      from.sendSocketModeResponse(acknowledgement(envelope, decided.reply()));
      decided.after().run();
    } catch (SlackReading.Missing e) {
      LOG.warn("{}: an unreadable delivery: {}", settings.name(), e.getMessage());
      from.sendSocketModeResponse(acknowledgement(envelope, new WireReply(200, "", "")));
    } catch (RuntimeException e) {
      // Unacknowledged, so that the person sees that it wasn't taken.
      LOG.error("{}: a delivery failed: {}", settings.name(), e.getClass().getName());
    }
  }

  private static String acknowledgement(SocketModeEnvelope envelope, WireReply reply) {
    var it = JsonNodeFactory.instance.objectNode().put("envelope_id", envelope.getEnvelopeId());
    if (reply.body().startsWith("{") && Boolean.TRUE.equals(envelope.getAcceptsResponsePayload())) {
      it.set("payload", SlackReading.json(reply.body().getBytes(StandardCharsets.UTF_8)));
    }
    return it.toString();
  }

  private static ConversationRequest interactive(JsonElement payload) {
    return SlackReading.interactive(SlackReading.json(bytes(payload)));
  }

  private static ConversationRequest event(JsonElement payload) {
    return SlackEvents.request(SlackReading.json(bytes(payload)));
  }

  private static ConversationRequest command(JsonElement payload) {
    var fields = new HashMap<String, String>();
    var read = SlackReading.json(bytes(payload));
    read.propertyStream()
        .forEach(it -> fields.put(it.getKey(), SlackReading.text(read, it.getKey())));
    return SlackReading.command(fields);
  }

  private static byte[] bytes(JsonElement payload) {
    return payload.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    retries.shutdownNow();
    var made = client;
    if (made != null) {
      made.setAutoReconnectEnabled(false);
      made.close();
    }
  }
}
