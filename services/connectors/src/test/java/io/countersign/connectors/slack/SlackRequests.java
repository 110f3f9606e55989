package io.countersign.connectors.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.simulators.http.SimulatedRequest;
import io.countersign.simulators.slack.api.MethodCall;
import io.countersign.simulators.slack.workspace.SlackToken;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Slack's methods, held against Slack's own pages about them: no argument that a
 * method doesn't know, all that it demands, and of those that exclude each other one.
 */
final class SlackRequests {
  private static final SlackToken NOBODY = new SlackToken("none", List.of());

  private SlackRequests() {}

  static void check(List<SimulatedRequest> calls) {
    var folder = folder();
    if (!Files.exists(folder)) {
      System.out.println("SKIPPED: requests aren't held against Slack's methods: no " + folder);
      return;
    }
    assertThat(calls.stream().flatMap(it -> violations(it, folder).stream()).distinct()).isEmpty();
  }

  private static Path folder() {
    var shared = System.getenv("COUNTERSIGN_SHARED");
    return Path.of(shared == null ? "../../../shared" : shared, "data", "slack", "methods");
  }

  private static List<String> violations(SimulatedRequest request, Path folder) {
    var name = request.path().substring("/api/".length());
    var file = folder.resolve(name + ".json");
    if (!Files.exists(file)) {
      return List.of(name + " is no method");
    }
    var method = JsonMapper.shared().readTree(file.toFile());
    var call = new MethodCall(NOBODY, MethodCall.arguments(request));
    var given =
        MethodCall.arguments(request).keySet().stream()
            .filter(it -> !it.equals("token") && call.has(it))
            .collect(Collectors.toSet());
    var found = new ArrayList<String>();
    given.stream()
        .filter(it -> !method.path("args").has(it))
        .forEach(it -> found.add(name + " doesn't know " + it));
    method
        .path("args")
        .propertyStream()
        .filter(it -> it.getValue().path("required").asBoolean(false))
        .filter(it -> !given.contains(it.getKey()))
        .forEach(it -> found.add(name + " lacks " + it.getKey()));
    method.path("arg_groups").forEach(it -> ofGroup(name, it, given).forEach(found::add));
    return found;
  }

  private static List<String> ofGroup(String method, JsonNode group, Set<String> given) {
    var names = group.path("args").valueStream().map(JsonNode::asString).toList();
    long many = names.stream().filter(given::contains).count();
    var found = new ArrayList<String>();
    if (many == 0 && group.path("required").asBoolean(true)) {
      found.add(method + " lacks one of " + names);
    }
    if (many > 1 && group.path("mutually_exclusive").asBoolean(false)) {
      found.add(method + " takes only one of " + names);
    }
    return found;
  }
}
