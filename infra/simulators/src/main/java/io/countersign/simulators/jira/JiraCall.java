package io.countersign.simulators.jira;

import io.countersign.simulators.http.SimulatedAnswer;
import io.countersign.simulators.http.SimulatedRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request to the interface, by an account that was recognised. */
record JiraCall(
    JiraSite site,
    SiteJson json,
    SiteUser user,
    boolean v3,
    SimulatedRequest request,
    ObjectNode body) {
  boolean isCloud() {
    return site.settings().edition() == JiraEdition.CLOUD;
  }

  String query(String name, String otherwise) {
    return request.query().getOrDefault(name, otherwise);
  }

  int number(String name, int otherwise) {
    try {
      return Integer.parseInt(query(name, String.valueOf(otherwise)));
    } catch (NumberFormatException _) {
      throw new SiteRefusal(400, name + " must be a number");
    }
  }

  /** Null where nothing was asked for. */
  @Nullable Set<String> words(String name) {
    return request.query().containsKey(name)
        ? Set.copyOf(List.of(query(name, "").split(",", -1)))
        : null;
  }

  SimulatedAnswer wrongMethod() {
    return SimulatedAnswer.empty(405);
  }

  static SimulatedAnswer ok(ObjectNode json) {
    return SimulatedAnswer.json(200, json.toString());
  }
}
