package io.countersign.simulators.slack.page;

import static io.countersign.simulators.slack.page.SlackHtml.escaped;
import static io.countersign.simulators.slack.page.SlackHtml.hidden;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.http.SimulatorServer;
import io.countersign.simulators.slack.SlackSim;
import io.countersign.simulators.slack.workspace.SlackChannel;
import io.countersign.simulators.slack.workspace.SlackUser;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The page for people: somebody's channels, messages, forms. What is done is posted, and the page
 * is shown again.
 */
public final class SlackPage {
  private final SlackSim sim;

  public SlackPage(SlackSim sim) {
    this.sim = sim;
  }

  /** The page itself, or what comes of something that was done on it. */
  public SimulatedAnswer answer(SimulatedRequest request) {
    var users = sim.users().stream().filter(it -> it.kind() != SlackUser.Kind.BOT).toList();
    if (users.isEmpty()) {
      return SimulatedAnswer.page(SlackHtml.page("slack-sim", "<main>Nobody is here.</main>"));
    }
    if (request.method().equals("POST")) {
      var form = SimulatorServer.parameters(request.text());
      act(form);
      return SimulatedAnswer.seeOther(
          address(form.getOrDefault("as", ""), form.getOrDefault("channel", "")));
    }
    var as = request.query().getOrDefault("as", users.getFirst().id());
    var channels = sim.channelsOf(as);
    var channel =
        request.query().getOrDefault("channel", channels.isEmpty() ? "" : channels.getFirst().id());
    return SimulatedAnswer.page(
        SlackHtml.page(
            "slack-sim", nav(users, as, channels, channel) + main(as, channels, channel)));
  }

  private static String address(String as, String channel) {
    return "/?as="
        + URLEncoder.encode(as, StandardCharsets.UTF_8)
        + "&channel="
        + URLEncoder.encode(channel, StandardCharsets.UTF_8);
  }

  private void act(Map<String, String> form) {
    var as = form.getOrDefault("as", "");
    var channel = form.getOrDefault("channel", "");
    var view = form.getOrDefault("view", "");
    switch (form.getOrDefault("do", "")) {
      case "press" ->
          sim.people()
              .press(as, channel, form.getOrDefault("ts", ""), form.getOrDefault("action", ""));
      case "submit" -> sim.people().submit(as, view, fields(form));
      case "close" -> sim.people().close(as, view);
      case "say" ->
          say(as, channel, form.getOrDefault("thread", ""), form.getOrDefault("text", ""));
      default -> {}
    }
  }

  private static Map<String, String> fields(Map<String, String> form) {
    var found = new HashMap<String, String>();
    form.forEach(
        (name, value) -> {
          if (name.startsWith("field.")) {
            found.put(name.substring("field.".length()), value);
          }
        });
    return found;
  }

  /** A line that begins with a slash is a command; {@code @countersign} calls the app. */
  private void say(String as, String channel, String thread, String text) {
    if (text.startsWith("/")) {
      var words = text.split("\\s+", 2);
      sim.people().command(as, channel, words[0], words.length > 1 ? words[1] : "");
    } else if (!text.isBlank()) {
      sim.people().say(as, channel, thread, text.replace("@countersign", "<@U0BOTUSER1>"));
    }
  }

  private static String nav(
      List<SlackUser> users, String as, List<SlackChannel> channels, String channel) {
    var html = new StringBuilder("<nav><h1>slack-sim</h1><h2>You are</h2>");
    for (var user : users) {
      html.append(link(address(user.id(), channel), user.name(), user.id().equals(as)));
    }
    html.append("<h2>Channels</h2>");
    for (var it : channels) {
      var name =
          it.isDirect()
              ? "countersign (direct)"
              : "#" + it.name() + (it.isArchived() ? " (archived)" : "");
      html.append(link(address(as, it.id()), name, it.id().equals(channel)));
    }
    return html.append("</nav>").toString();
  }

  private static String link(String to, String text, boolean here) {
    return "<a href=\""
        + escaped(to)
        + (here ? "\" aria-current=\"page" : "")
        + "\">"
        + escaped(text)
        + "</a>";
  }

  private String main(String as, List<SlackChannel> channels, String channel) {
    var html = new StringBuilder("<main>");
    for (var view : sim.people().viewsOf(as)) {
      html.append(view(as, channel, view));
    }
    if (channels.stream().anyMatch(it -> it.id().equals(channel))) {
      messages(html, as, channel);
      html.append(form(as, channel, "say"));
      html.append("<label>Say or /command<br><input name=\"text\" size=\"60\" autofocus></label> ");
      html.append("<button>Send</button></form>");
    }
    return html.append("</main>").toString();
  }

  private void messages(StringBuilder html, String as, String channel) {
    var all = sim.messages(channel);
    for (var it : all) {
      if (!it.has("thread_ts")) {
        html.append(message(as, channel, it, "message"));
        var ts = it.path("ts").asString();
        all.stream()
            .filter(reply -> reply.path("thread_ts").asString("").equals(ts))
            .forEach(reply -> html.append(message(as, channel, reply, "message reply")));
      }
    }
    for (var it : sim.whispers(as)) {
      if (it.path("channel").asString("").equals(channel)) {
        html.append(message(as, channel, it, "message whisper"));
      }
    }
  }

  private String message(String as, String channel, JsonNode message, String kind) {
    var ts = message.path("ts").asString();
    var by = sim.nameOf(message.path("user").asString(""));
    var note =
        kind.endsWith("whisper")
            ? " \u2013 only you see this"
            : message.has("edited") ? " (edited)" : "";
    return "<article class=\""
        + kind
        + "\"><p class=\"by\">"
        + escaped(by + note)
        + "</p>"
        + SlackHtml.message(message, form(as, channel, "press") + hidden("ts", ts))
        + "</article>";
  }

  private String view(String as, String channel, ObjectNode view) {
    var id = view.path("id").asString();
    var html = new StringBuilder("<section class=\"view\" role=\"dialog\">");
    html.append(form(as, channel, "submit")).append(hidden("view", id));
    html.append(SlackHtml.view(view, sim.people().errorsOf(id)));
    if (view.hasNonNull("submit")) {
      html.append("<p><button class=\"primary\">");
      html.append(escaped(view.path("submit").path("text").asString(""))).append("</button></p>");
    }
    html.append("</form>").append(form(as, channel, "close")).append(hidden("view", id));
    return html.append("<button>Close</button></form></section>").toString();
  }

  private static String form(String as, String channel, String what) {
    return "<form method=\"post\" action=\"/\">"
        + hidden("as", as)
        + hidden("channel", channel)
        + hidden("do", what);
  }
}
