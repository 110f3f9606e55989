package io.countersign.connectors.slack;

import io.countersign.connectors.slack.manifest.SlackMode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.connectors.spi.conversation.ConversationReply;
import io.countersign.connectors.spi.conversation.ConversationRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The inbox of what people do in Slack, by either way. */
final class SlackInbox implements ConversationInbox {
  private static final Logger LOG = LoggerFactory.getLogger(SlackInbox.class);
  private static final String JSON = "application/json; charset=utf-8";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final SlackSettings settings;
  private final SlackSignature signature;
  private final SlackSeals seals;
  private final SlackWeb web;
  private final BiFunction<String, String, Outcome<Conversation.Unit>> answers;

  /**
   * @param answers sends a text to an address for answers
   */
  SlackInbox(
      SlackSettings settings,
      SlackWeb web,
      BiFunction<String, String, Outcome<Conversation.Unit>> answers) {
    this.settings = settings;
    this.signature = new SlackSignature(settings.signingSecrets());
    this.seals = new SlackSeals(settings);
    this.web = web;
    this.answers = answers;
  }

  @Override
  public Authenticity authenticate(Map<String, String> headers, byte[] body, Instant now) {
    return signature.check(headers, body, now);
  }

  @Override
  public Reading read(Map<String, String> headers, byte[] body) {
    return SlackReading.read(headers, body);
  }

  @Override
  public WireReply render(ConversationReply reply, ConversationRequest to) {
    return switch (reply) {
      case ConversationReply.Received _ -> empty();
      case ConversationReply.Private(var text) -> told(text, to);
      case ConversationReply.Corrections it -> json(corrections(it));
      case ConversationReply.Proof(var challenge) -> new WireReply(200, TEXT, challenge);
    };
  }

  private static WireReply told(String text, ConversationRequest to) {
    return switch (to) {
      case ConversationRequest.Commanded _ -> {
        var body = JsonNodeFactory.instance.objectNode().put("response_type", "ephemeral");
        body.put("text", CardBlocks.fallback(text)).set("blocks", CardBlocks.line(text));
        yield json(body);
      }
      case ConversationRequest.Submitted _ -> {
        var body = JsonNodeFactory.instance.objectNode().put("response_action", "update");
        body.set("view", FormView.told(text));
        yield json(body);
      }
      case ConversationRequest.Pressed _,
          ConversationRequest.Mentioned _,
          ConversationRequest.Challenged _,
          ConversationRequest.Unheeded _ ->
          empty();
    };
  }

  private static ObjectNode corrections(ConversationReply.Corrections corrections) {
    var body = JsonNodeFactory.instance.objectNode().put("response_action", "errors");
    var errors = body.putObject("errors");
    corrections.byField().forEach((field, text) -> errors.put(field, CardBlocks.said(text)));
    return body;
  }

  private static WireReply json(ObjectNode body) {
    return new WireReply(200, JSON, body.toString());
  }

  private static WireReply empty() {
    return new WireReply(200, "", "");
  }

  @Override
  public boolean carries(ConversationReply reply, ConversationRequest to) {
    return !(reply instanceof ConversationReply.Private)
        || to instanceof ConversationRequest.Commanded
        || to instanceof ConversationRequest.Submitted;
  }

  @Override
  public List<byte[]> seals(byte[] content) {
    return seals.of(content);
  }

  @Override
  public AutoCloseable listen(Desk desk) {
    var appToken = settings.appToken();
    return settings.mode() == SlackMode.HTTP || appToken == null
        ? () -> {}
        : SlackSocket.open(
            settings, appToken, web.client(), (id, request) -> decided(desk, id, request));
  }

  /** What is decided about a request, and how that is said. */
  private SlackSocket.Decided decided(Desk desk, String delivery, ConversationRequest request) {
    var reply = desk.hear(delivery, request);
    return new SlackSocket.Decided(render(reply, request), () -> follow(reply, request));
  }

  /** What the acknowledgement doesn't carry goes where answers to a press go. */
  private void follow(ConversationReply reply, ConversationRequest request) {
    if (reply instanceof ConversationReply.Private(var text)
        && request instanceof ConversationRequest.Pressed pressed) {
      var told = answers.apply(pressed.answerAddress(), text);
      if (told instanceof Outcome.Failed<Conversation.Unit> failed) {
        LOG.warn("{}: an answer was lost: {}", settings.name(), failed.message());
      }
    }
  }
}
