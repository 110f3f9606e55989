package io.countersign.simulators.slack;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.slack.api.Messages;
import io.countersign.simulators.slack.api.MethodCall;
import io.countersign.simulators.slack.api.WebApi;
import io.countersign.simulators.slack.workspace.SlackError;
import io.countersign.simulators.slack.workspace.SlackToken;
import io.countersign.simulators.slack.workspace.SlackWorkspace;
import io.countersign.simulators.slack.workspace.SlackWorkspace.AnswerAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** The addresses that take answers to a press or a command: five each, within half an hour. */
final class AnswerAddresses {
  private static final int USES = 5;
  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final SlackToken NOBODY = new SlackToken("none", List.of());

  private final SlackWorkspace workspace;

  AnswerAddresses(SlackWorkspace workspace) {
    this.workspace = workspace;
  }

  SimulatedAnswer take(SimulatedRequest request) {
    synchronized (workspace) {
      var path = request.path().substring("/answers/".length());
      var address = workspace.addresses().get(path);
      if (address == null || workspace.now().isAfter(address.issued().plus(LIFE))) {
        return refused(404, "expired_url");
      }
      if (address.uses() >= USES) {
        return refused(404, "used_url");
      }
      workspace.addresses().put(path, used(address));
      try {
        answer(address, new MethodCall(NOBODY, MethodCall.arguments(request)));
        return WebApi.json(200, WebApi.ok(), Map.of());
      } catch (SlackError e) {
        return refused(400, e.code());
      }
    }
  }

  private static AnswerAddress used(AnswerAddress it) {
    return new AnswerAddress(it.channel(), it.user(), it.ts(), it.issued(), it.uses() + 1);
  }

  private void answer(AnswerAddress address, MethodCall call) {
    var channel = workspace.channel(address.channel());
    var shown = channel.messages().get(address.ts());
    if (call.flag("delete_original")) {
      channel.messages().remove(address.ts());
    } else if (call.flag("replace_original") && shown != null) {
      Messages.fill(shown, call);
    } else {
      tell(workspace, address.channel(), address.user(), call);
    }
  }

  /** Says something to one person or to all, as an answer says. */
  static void tell(SlackWorkspace workspace, String channel, String user, MethodCall call) {
    var message = Messages.ofBot(workspace.ts(), call);
    var ts = message.path("ts").asString();
    if (call.text("response_type").equals("in_channel")) {
      workspace.channel(channel).messages().put(ts, message);
    } else {
      workspace.ephemerals().add(new SlackWorkspace.Ephemeral(channel, user, ts, message));
    }
  }

  private static SimulatedAnswer refused(int status, String error) {
    return WebApi.json(
        status,
        JsonNodeFactory.instance.objectNode().put("ok", false).put("error", error),
        Map.of());
  }
}
