package io.countersign.simulators.slack;

import io.countersign.simulators.slack.api.Messages;
import io.countersign.simulators.slack.api.MethodCall;
import io.countersign.simulators.slack.api.ViewMethods;
import io.countersign.simulators.slack.workspace.SlackApp;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackToken;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The people in the workspace: what they do, and what comes of the app's answers. */
public final class SlackPeople {
  private static final SlackToken NOBODY = new SlackToken("none", List.of());
  private static final int RETRIES = 3;

  private final SlackWorkspace workspace;
  private final Deliveries deliveries;
  private final Payloads payloads;
  private final Supplier<String> answers;
  private final Map<String, Map<String, String>> errors = new ConcurrentHashMap<>();

  SlackPeople(SlackWorkspace workspace, Deliveries deliveries, Supplier<String> answers) {
    this.workspace = workspace;
    this.deliveries = deliveries;
    this.payloads = new Payloads(workspace);
    this.answers = answers;
  }

  /**
   * Somebody presses a button of a message that they see.
   *
   * @param button what stands on it, or its action's id
   * @throws IllegalArgumentException when there is no such button
   */
  public SlackDelivery press(String user, String channel, String ts, String button) {
    return deliveries.interactive(pressed(user, channel, ts, button));
  }

  private ObjectNode pressed(String user, String channel, String ts, String button) {
    synchronized (workspace) {
      var where = workspace.channel(channel);
      var hidden = hidden(user, where, ts);
      var message =
          hidden
              .or(() -> Optional.ofNullable(where.messages().get(ts)))
              .orElseThrow(() -> new IllegalArgumentException("no message " + ts));
      var payload =
          payloads.press(
              workspace.user(user, "user_not_found"),
              where,
              message,
              button(message, button),
              hidden.isPresent());
      return payload.put(
          "response_url", answers.get() + workspace.answerPath("actions", where.id(), user, ts));
    }
  }

  private Optional<ObjectNode> hidden(String user, SlackChannel channel, String ts) {
    return workspace.ephemerals().stream()
        .filter(it -> it.channel().equals(channel.id()) && it.user().equals(user))
        .filter(it -> it.ts().equals(ts))
        .map(SlackWorkspace.Ephemeral::message)
        .findFirst();
  }

  private static JsonNode button(JsonNode message, String wanted) {
    return message
        .path("blocks")
        .valueStream()
        .flatMap(SlackPeople::buttons)
        .filter(
            it ->
                it.path("action_id").asString("").equals(wanted)
                    || it.path("text").path("text").asString("").equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no button " + wanted));
  }

  private static Stream<JsonNode> buttons(JsonNode block) {
    return Stream.concat(block.path("elements").valueStream(), Stream.of(block.path("accessory")))
        .filter(it -> it.path("type").asString("").equals("button"))
        .map(
            it -> {
              var named = (ObjectNode) it.deepCopy();
              return named.put("block_id", block.path("block_id").asString(""));
            });
  }

  /**
   * Somebody sends a form that they see.
   *
   * @param values what is filled in, by the blocks' ids
   */
  public SlackDelivery submit(String user, String view, Map<String, String> values) {
    ObjectNode payload;
    synchronized (workspace) {
      var shown = view(user, view);
      var filled = shown.putObject("state").putObject("values");
      for (var block : shown.path("blocks")) {
        if (block.path("type").asString("").equals("input")) {
          var id = block.path("block_id").asString("");
          var value = values.getOrDefault(id, "");
          var element =
              filled.putObject(id).putObject(block.path("element").path("action_id").asString("a"));
          element.put("type", "plain_text_input");
          if (value.isEmpty()) {
            element.putNull("value");
          } else {
            element.put("value", value);
          }
        }
      }
      payload = payloads.submission(workspace.user(user, "user_not_found"), shown);
    }
    var delivery = deliveries.interactive(payload);
    if (delivery.acknowledged()) {
      answered(user, view, MethodCall.json(delivery.answer()));
    }
    return delivery;
  }

  private void answered(String user, String id, JsonNode answer) {
    synchronized (workspace) {
      errors.remove(id);
      var shown = view(user, id);
      switch (answer.path("response_action").asString("")) {
        case "errors" -> {
          var found = new HashMap<String, String>();
          answer
              .path("errors")
              .propertyStream()
              .forEach(it -> found.put(it.getKey(), it.getValue().asString("")));
          errors.put(id, found);
        }
        case "update" ->
            ViewMethods.replace(workspace, shown, ViewMethods.checked(answer.path("view")));
        case "push" ->
            ViewMethods.show(
                workspace,
                user,
                ViewMethods.checked(answer.path("view")),
                id,
                shown.path("root_view_id").asString(""));
        case "clear" ->
            viewsOf(user).forEach(it -> workspace.views().remove(it.path("id").asString()));
        default -> workspace.views().remove(id);
      }
    }
  }

  /** Somebody closes a form; the app is told if it asked for that. */
  public Optional<SlackDelivery> close(String user, String view) {
    ObjectNode payload;
    synchronized (workspace) {
      var shown = view(user, view);
      workspace.views().remove(view);
      errors.remove(view);
      if (!shown.path("notify_on_close").asBoolean(false)) {
        return Optional.empty();
      }
      payload = payloads.closing(workspace.user(user, "user_not_found"), shown);
    }
    return Optional.of(deliveries.interactive(payload));
  }

  private ObjectNode view(String user, String id) {
    return viewsOf(user).stream()
        .filter(it -> it.path("id").asString("").equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no form " + id));
  }

  /** The forms that somebody sees, the uppermost last. */
  public List<ObjectNode> viewsOf(String user) {
    synchronized (workspace) {
      return workspace.views().values().stream()
          .filter(it -> user.equals(workspace.viewers().get(it.path("id").asString(""))))
          .toList();
    }
  }

  /** What is wrong with a form that was sent, by the blocks' ids. */
  public Map<String, String> errorsOf(String view) {
    return Map.copyOf(errors.getOrDefault(view, Map.of()));
  }

  /** Somebody types a command in a channel. */
  public SlackDelivery command(String user, String channel, String command, String text) {
    Map<String, String> fields;
    String where;
    synchronized (workspace) {
      where = workspace.channel(channel).id();
      fields =
          payloads.command(
              workspace.user(user, "user_not_found"),
              workspace.channel(channel),
              command,
              text,
              answers.get() + workspace.answerPath("commands", where, user, ""));
    }
    var delivery = deliveries.command(fields);
    if (delivery.acknowledged() && !delivery.answer().isBlank()) {
      synchronized (workspace) {
        AnswerAddresses.tell(workspace, where, user, said(delivery.answer()));
      }
    }
    return delivery;
  }

  /** An answer is JSON, or its text itself. */
  private static MethodCall said(String answer) {
    var arguments = new HashMap<String, JsonNode>();
    var read = MethodCall.json(answer);
    if (read.isObject()) {
      read.propertyStream().forEach(it -> arguments.put(it.getKey(), it.getValue()));
    } else {
      arguments.put("text", tools.jackson.databind.node.StringNode.valueOf(answer));
    }
    return new MethodCall(NOBODY, arguments);
  }

  /**
   * Somebody says something. If it calls the app, or stands where they talk to it alone, the app is
   * told, up to three times more where it doesn't acknowledge that.
   *
   * @param thread the message that begins the thread; empty outside of one
   * @return the message's id
   */
  public String say(String user, String channel, String thread, String text) {
    ObjectNode event = null;
    String ts;
    synchronized (workspace) {
      var by = workspace.user(user, "user_not_found");
      var where =
          channel.equals(SlackApp.BOT_USER) ? workspace.direct(user) : workspace.channel(channel);
      if (where.isArchived()) {
        throw new SlackError("is_archived");
      }
      ts = workspace.ts();
      var message = Messages.ofPerson(ts, by, text);
      if (!thread.isEmpty()) {
        message.put("thread_ts", thread);
      }
      where.messages().put(ts, message);
      if (where.isDirect() || text.contains("<@" + SlackApp.BOT_USER + ">")) {
        event = payloads.said(by, where, message);
      }
    }
    if (event != null) {
      deliver(event);
    }
    return ts;
  }

  /** Somebody comes into a channel, or goes; the app is told. */
  public void moves(String user, String channel, boolean comes) {
    ObjectNode event;
    synchronized (workspace) {
      var where = workspace.channel(channel);
      if (comes) {
        where.members().add(user);
      } else {
        where.members().remove(user);
      }
      event = payloads.membership(workspace.user(user, "user_not_found"), where, comes);
    }
    deliver(event);
  }

  /** Slack retries at once, after a minute and after five; here it doesn't wait. */
  private void deliver(ObjectNode event) {
    for (int attempt = 0; attempt <= RETRIES; attempt++) {
      if (deliveries.event(event, attempt).acknowledged()) {
        return;
      }
    }
  }

  /** The app's address for events is set up. */
  public SlackDelivery verify(String word) {
    return deliveries.event(Payloads.challenge(word), 0);
  }
}
