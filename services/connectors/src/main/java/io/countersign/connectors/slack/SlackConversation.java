package io.countersign.connectors.slack;

import com.slack.api.methods.response.chat.ChatPostMessageResponse;
import io.countersign.connectors.spi.ConnectionHealth;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.conversation.Card;
import io.countersign.connectors.spi.conversation.ChannelStanding;
import io.countersign.connectors.spi.conversation.Conversation;
import io.countersign.connectors.spi.conversation.ConversationForm;
import io.countersign.connectors.spi.conversation.ConversationInbox;
import io.countersign.connectors.spi.conversation.ConversationMember;
import io.countersign.connectors.spi.conversation.ConversationPerson;
import io.countersign.connectors.transport.BoundedHttp;
import io.countersign.domain.Reference;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A workspace of Slack's. Before a card or a reply is posted it's looked for by its key, which
 * stands in the metadata of what we posted.
 */
final class SlackConversation implements Conversation {
  private static final long MAX_ANSWER = 64L * 1024;
  private static final int MAX_KEY = 200;

  private final SlackSettings settings;
  private final BoundedHttp http;
  private final SlackWeb web;
  private final SlackChannels channels;
  private final SlackMembers members;
  private final SlackHistory history;
  private final SlackInbox inbox;
  private final SlackCheck check;

  SlackConversation(SlackSettings settings, BoundedHttp http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.web = new SlackWeb(settings);
    this.channels = new SlackChannels(web);
    this.members = new SlackMembers(web);
    this.history = new SlackHistory(web, clock);
    this.inbox = new SlackInbox(settings, web, this::answer);
    this.check = new SlackCheck(settings, web, clock);
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public ConnectionHealth check() {
    return check.now();
  }

  @Override
  public Outcome<Reference> post(String channel, String key, Card card) {
    checkKey(key);
    return channels
        .id(channel)
        .then(
            id ->
                history
                    .card(id, key)
                    .then(
                        found ->
                            found.isPresent()
                                ? known(id, found.get())
                                : posted(
                                    id,
                                    null,
                                    key,
                                    CardBlocks.of(card),
                                    CardBlocks.fallback(card))));
  }

  private static void checkKey(String key) {
    if (key.isEmpty() || key.length() > MAX_KEY) {
      throw new IllegalArgumentException("a key has 1 to " + MAX_KEY + " characters");
    }
  }

  private Outcome<Reference> posted(
      String channel, @Nullable String thread, String key, ArrayNode blocks, String fallback) {
    Outcome<ChatPostMessageResponse> answer =
        web.ask(
            "chat.postMessage",
            it ->
                it.chatPostMessage(
                    request ->
                        request
                            .channel(channel)
                            .threadTs(thread)
                            .blocksAsString(blocks.toString())
                            .text(fallback)
                            .parse("none")
                            .linkNames(false)
                            .mrkdwn(false)
                            .unfurlLinks(false)
                            .unfurlMedia(false)
                            .metadataAsString(SlackHistory.metadata(key))));
    return answer.then(it -> known(it.getChannel(), it.getTs()));
  }

  private Outcome<Reference> known(String channel, String ts) {
    return web.identity()
        .then(us -> Outcome.ok(new MessageIds(channel, ts).reference(name(), us.url())));
  }

  @Override
  public Outcome<Reference> update(Reference posted, Card card) {
    return MessageIds.of(posted, name())
        .then(
            message ->
                web.ask(
                    "chat.update",
                    it ->
                        it.chatUpdate(
                            request ->
                                request
                                    .channel(message.channel())
                                    .ts(message.ts())
                                    .blocksAsString(CardBlocks.of(card).toString())
                                    .text(CardBlocks.fallback(card))
                                    .parse("none")
                                    .linkNames(false))))
        .then(it -> known(it.getChannel(), it.getTs()));
  }

  @Override
  public Outcome<Reference> reply(Reference posted, String key, String text) {
    checkKey(key);
    return MessageIds.of(posted, name())
        .then(
            thread ->
                history
                    .reply(thread, key)
                    .then(
                        found ->
                            found.isPresent()
                                ? known(thread.channel(), found.get())
                                : posted(
                                    thread.channel(),
                                    thread.ts(),
                                    key,
                                    CardBlocks.line(text),
                                    CardBlocks.fallback(text))));
  }

  @Override
  public Outcome<Unit> tell(String channel, ConversationPerson person, String text) {
    return channels
        .id(channel)
        .then(id -> members.id(person).then(user -> whisper(id, user, text)));
  }

  private Outcome<Unit> whisper(String channel, String user, String text) {
    return web.ask(
            "chat.postEphemeral",
            it ->
                it.chatPostEphemeral(
                    request ->
                        request
                            .channel(channel)
                            .user(user)
                            .blocksAsString(CardBlocks.line(text).toString())
                            .text(CardBlocks.fallback(text))
                            .parse("none")
                            .linkNames(false)))
        .then(_ -> done());
  }

  @Override
  public Outcome<Unit> answer(String answerAddress, String text) {
    var url = ofSlack(answerAddress);
    if (url.isEmpty()) {
      return SlackFailure.user(FailureCode.REFUSED, "not an address of Slack's for answers");
    }
    var body = JsonNodeFactory.instance.objectNode();
    body.put("response_type", "ephemeral").put("replace_original", false);
    body.put("text", CardBlocks.fallback(text)).set("blocks", CardBlocks.line(text));
    var request =
        HttpRequest.newBuilder(url.get())
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    return http.send(request, null, settings.timeout(), MAX_ANSWER)
        .then(
            it ->
                switch (it.status() / 100) {
                  case 2 -> done();
                  case 4 ->
                      SlackFailure.user(
                          FailureCode.REFUSED, "the address for answers is used up or too old");
                  default -> it.failure("the address for answers");
                });
  }

  private Optional<URI> ofSlack(String address) {
    try {
      return Optional.of(new URI(address)).filter(settings::takesAnswers);
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  @Override
  public Outcome<Unit> ask(String trigger, ConversationForm form) {
    return web.ask(
            "views.open",
            it ->
                it.viewsOpen(
                    request ->
                        request.triggerId(trigger).viewAsString(FormView.of(form).toString())))
        .then(_ -> done());
  }

  private static Outcome<Unit> done() {
    return Outcome.ok(new Unit());
  }

  @Override
  public Outcome<ConversationMember> member(ConversationPerson person) {
    return members.member(person);
  }

  @Override
  public Outcome<String> direct(ConversationPerson person) {
    return members.direct(person);
  }

  @Override
  public Outcome<ChannelStanding> standing(String channel) {
    return channels.standing(channel);
  }

  @Override
  public Reference reference(String channel, String message) {
    return new MessageIds(channel, message).reference(name(), web.knownUrl());
  }

  @Override
  public ConversationInbox inbox() {
    return inbox;
  }
}
