package io.countersign.connectors.jira;

import io.countersign.connectors.spi.FailureCategory;
import io.countersign.connectors.spi.FailureCode;
import io.countersign.connectors.spi.Outcome;
import io.countersign.connectors.spi.ticketing.TicketState;
import io.countersign.connectors.spi.ticketing.TicketUser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * The facts of a Jira that seldom change.
 *
 * @param cloud else a Data Center
 * @param fields all of them
 * @param states what the statuses mean, by their ids; none where the account may not list them
 * @param self the account that we write by
 */
record JiraFacts(
    boolean cloud, List<JiraField> fields, Map<String, TicketState> states, TicketUser self) {
  /** Asks for them, one after the other. */
  static Outcome<JiraFacts> asked(JiraClient client, JiraSettings settings) {
    return switch (settings.deployment()) {
      case CLOUD -> asked(client, settings, true);
      case DATACENTER -> asked(client, settings, false);
      case AUTO ->
          client
              .get(2, "serverInfo")
              .then(JiraFacts::isCloud)
              .then(cloud -> asked(client, settings, cloud));
    };
  }

  /** Never by the host's name: a Cloud has others, too. */
  private static Outcome<Boolean> isCloud(JsonNode info) {
    return switch (info.path("deploymentType").asString("")) {
      case "Cloud" -> Outcome.ok(true);
      case "Server" -> Outcome.ok(false);
      default ->
          Outcome.failed(
              FailureCategory.EXTERNAL,
              FailureCode.BAD_ANSWER,
              "serverInfo doesn't say of which deployment it is; set `deployment`");
    };
  }

  private static Outcome<JiraFacts> asked(JiraClient client, JiraSettings settings, boolean cloud) {
    int version = version(cloud);
    return client
        .get(version, "myself")
        .then(
            self ->
                client
                    .get(version, "field")
                    .then(
                        fields ->
                            statuses(client, version)
                                .then(
                                    statuses ->
                                        read(cloud, self, fields, states(settings, statuses)))));
  }

  /** Without them a history's states are told by their names alone. */
  private static Outcome<JsonNode> statuses(JiraClient client, int version) {
    var asked = client.get(version, "status");
    return asked instanceof Outcome.Failed<JsonNode> failed
            && failed.category() == FailureCategory.USER
        ? Outcome.ok(MissingNode.getInstance())
        : asked;
  }

  private static Map<String, TicketState> states(JiraSettings settings, JsonNode statuses) {
    var meaning = new JiraStates(settings.states());
    var found = new HashMap<String, TicketState>();
    statuses
        .values()
        .forEach(status -> found.put(status.path("id").asString(""), meaning.of(status)));
    return Map.copyOf(found);
  }

  private static Outcome<JiraFacts> read(
      boolean cloud, JsonNode self, JsonNode fields, Map<String, TicketState> states) {
    var user = user(self);
    if (user.id().isEmpty() || !fields.isArray()) {
      return Outcome.failed(
          FailureCategory.EXTERNAL, FailureCode.BAD_ANSWER, "myself or field can't be read");
    }
    var found = new ArrayList<JiraField>();
    fields.values().forEach(it -> found.add(JiraField.of(it)));
    return Outcome.ok(new JiraFacts(cloud, List.copyOf(found), states, user));
  }

  private static int version(boolean cloud) {
    return cloud ? 3 : 2;
  }

  /** Of the interface. */
  int version() {
    return version(cloud);
  }

  /** By which a field may be called here. */
  Set<String> fieldNames() {
    return fields.stream()
        .flatMap(it -> Stream.of(it.id(), it.name()))
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<JiraField> field(String idOrName) {
    return fields.stream()
        .filter(it -> it.id().equals(idOrName))
        .findFirst()
        .or(() -> fields.stream().filter(it -> it.isCalled(idOrName)).findFirst());
  }

  /**
   * A user of the Cloud by {@code accountId}, of a Data Center by the key. Without one it's nobody:
   * a login name changes hands, and is a person's.
   */
  static TicketUser user(JsonNode user) {
    var id = user.path("accountId").asString(user.path("key").asString(""));
    return id.isEmpty() ? TicketUser.UNSEEN : new TicketUser(id);
  }
}
